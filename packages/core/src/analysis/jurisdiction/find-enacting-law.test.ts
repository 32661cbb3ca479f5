import { expect, test } from 'vitest';
import { findEnactingLaw } from './find-enacting-law.ts';

function law(text: string) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return findEnactingLaw({ text, pages, headings: [] });
}

test.each([
  ['Public Law 107-56\n107th Congress\n\nAn Act to amend the code.', 'United States'],
  [
    'Be it enacted by the Senate and House of\nRepresentatives of the United States of America',
    'United States',
  ],
  ['Be it enacted by the Legislature of the State of Ohio:', 'Ohio'],
  ['REGULATION (EU) 2016/679 OF THE EUROPEAN PARLIAMENT', 'European Union'],
])('%s', (text, jurisdiction) => {
  const found = law(text);
  expect(found).toMatchObject({ jurisdiction, confidence: 0.5 });
  expect(text).toContain(found?.evidence[0]?.quote);
});

test('nothing where no enacting words stand', () => {
  expect(law('The House met on Tuesday and spoke of the weather in Ohio.')).toBeNull();
});
