import { allErrors, errorGuide } from '@elenchus/contracts/platform/error-guide';
import { problem } from '@elenchus/contracts/platform/errors';
import { expect, it } from 'vitest';
import { errorListPage, errorPage } from './error-page.ts';

const codes = Object.keys(allErrors);

it.each(codes)('%s has a page with its title, what it means, what to do, and an example', (code) => {
  const page = errorPage(code) ?? expect.fail();
  expect(page).toMatch(/<h1>[^<]+<\/h1>/);
  expect(page).toContain('What it means');
  const [, example = ''] = /<pre>([^<]+)<\/pre>/.exec(page) ?? [];
  const shown = problem.parse(JSON.parse(example.replaceAll('&quot;', '"').replaceAll('&amp;', '&')));
  expect(shown).toMatchObject({ code, ...allErrors[code as keyof typeof allErrors] });
  expect(errorListPage()).toContain(`href="${shown.type}"`);
});

it('no page is without an error, and none loads anything', () => {
  expect(Object.keys(errorGuide).toSorted()).toEqual(codes.toSorted());
  for (const page of [errorListPage(), ...codes.map(errorPage)]) {
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
});

it.each(['', 'nonsense', 'constructor', '__proto__'])('%j has no page', (code) => {
  expect(errorPage(code)).toBeUndefined();
});
