import { expect, test } from 'vitest';
import { periods } from './periods.ts';

test.each([
  ['within thirty (30) days', 'thirty (30) days', 'P30D'],
  ['a period of five (5) years', 'five (5) years', 'P5Y'],
  ["at least ninety (90) days' notice", 'ninety (90) days', 'P90D'],
  ['for twenty-four months', 'twenty-four months', 'P24M'],
  ['one hundred and eighty (180) calendar days', 'one hundred and eighty (180) calendar days', 'P180D'],
  ['within one hundred eighty days', 'one hundred eighty days', 'P180D'],
  ['within 48 hours', '48 hours', 'PT48H'],
  ['a 6-month term', '6-month', 'P6M'],
  ['two fortnights later', 'two fortnights', 'P4W'],
  ['for one year', 'one year', 'P1Y'],
])('%s', (text, quote, period) => {
  const [found, ...more] = periods(text);
  expect(more).toEqual([]);
  expect(text.slice(found?.start, found?.end)).toBe(quote);
  expect(found?.period).toBe(period);
});

test('tells working days', () => {
  expect(periods('within ten (10) business days')).toMatchObject([{ period: 'P10D', business: true }]);
});

test.each(['the first day', 'this year', 'on any day', 'many years', '$1,000 days', '0 days'])(
  '%s is no period',
  (text) => {
    expect(periods(text)).toEqual([]);
  },
);
