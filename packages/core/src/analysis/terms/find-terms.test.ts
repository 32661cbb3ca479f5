import { expect, test } from 'vitest';
import { findTerms } from './find-terms.ts';

function terms(text: string) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return findTerms({ text, pages, headings: [] }).map(({ term, definition }) => [term, definition]);
}

test.each([
  [
    '“Affiliate” means any company under common control. More.',
    'Affiliate',
    '“Affiliate” means any company under common control.',
  ],
  ['"Know-How" shall mean all data.', 'Know-How', '"Know-How" shall mean all data.'],
  ['"Day" or "Daily" shall mean 24 hours.', 'Day', '"Day" or "Daily" shall mean 24 hours.'],
  ['"Term" has the meaning given in Section 2.1.', 'Term', '"Term" has the meaning given in Section 2.1.'],
  [
    'Definitions\nBusiness Day: means a day on which banks open.\n',
    'Business Day',
    'Business Day: means a day on which banks open.',
  ],
  [
    'It rains. Acme sold the house at 1 Main Street (the “Premises”) to Roe.',
    'Premises',
    'Acme sold the house at 1 Main Street (the “Premises”)',
  ],
  [
    'The System, hereinafter called the "TAT-14", is laid.',
    'TAT-14',
    'The System, hereinafter called the "TAT-14"',
  ],
])('%s', (text, term, definition) => {
  expect(terms(text)).toEqual([[term, definition]]);
});

test('each term of a bracket, each once', () => {
  const text =
    'Acme, Inc. ("Acme" or the "Company") and its affiliates (collectively, the "Group"). "Group" is used here.';
  expect(terms(text).map(([term]) => term)).toEqual(['Acme', 'Company', 'Group']);
});

test('a long definition is cut at a blank before 400 characters', () => {
  const [found] = terms(`"Products" means ${'widgets and '.repeat(80)}gears.`);
  expect(found?.[1]?.length).toBeLessThanOrEqual(400);
  expect(found?.[1]).toMatch(/ (?:widgets|and)$/);
});

test.each(['He said "hello" to me.', 'This means war.', '“We” refers to GitHub.', 'as in (see "Annex")'])(
  '%s defines nothing',
  (text) => {
    expect(terms(text)).toEqual([]);
  },
);
