import { expect, test } from 'vitest';
import { datesOfCategory } from './dates-of-category.ts';
import { findDates } from './find-dates.ts';

function types(text: string, category: Parameters<typeof datesOfCategory>[1]) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return datesOfCategory(findDates({ text, pages, headings: [] }, {}), category).map(
    ({ type, date, period }) => `${type} ${date ?? period}`,
  );
}

const law = `Public Law 107-56

An Act to deter. <<NOTE: Oct. 26, 2001 -  [H.R. 3162]>> Be it enacted by the Senate.

The Secretary shall issue rules not later than July 1, 2002, or within 90 days. A petition filed on or before
September 11, 2001 counts. This term is for a period of two years and may be renewed for one year.`;

test('of a law the day of its enactment and the days that it sets', () => {
  expect(types(law, 'statute')).toEqual(['signed 2001-10-26', 'deadline 2002-07-01']);
});

test('no renewals, terms and notices in papers of a court', () => {
  const text =
    'The lease expires on May 1, 2020 and gives thirty (30) days notice. It was decided on June 2, 2021.';
  expect(types(text, 'case_law')).toEqual(['decided 2021-06-02']);
  expect(types(text, 'contract')).toContain('expiration 2020-05-01');
  expect(types(text, null)).toContain('notice P30D');
});

test('dates of citations are no dates of an opinion', () => {
  expect(
    types('See Act of Aug. 11, 1955, ch. 2. The motion was argued on April 3, 2013.', 'case_law'),
  ).toEqual(['other 2013-04-03']);
});

test('at most 15 dates of an opinion', () => {
  const days = Array.from({ length: 28 }, (_, day) => `On May ${day + 1}, 2020 it rained. `).join('');
  expect(types(days, 'case_law')).toHaveLength(15);
});
