import { expect, test } from 'vitest';
import { dayAfter } from './term-end.ts';

test.each([
  ['2016-05-14', 'P5Y', '2021-05-14'],
  ['2020-02-29', 'P1Y', '2021-02-28'],
  ['2021-01-31', 'P1M', '2021-02-28'],
  ['2021-11-30', 'P18M', '2023-05-30'],
  ['2021-12-20', 'P2W', '2022-01-03'],
  ['2021-12-20', 'P30D', '2022-01-19'],
  ['2021-12-20', 'PT4H', null],
  ['2021-12-20', 'P9999Y', null],
])('%s and %s give %s', (date, period, end) => {
  expect(dayAfter(date, period)).toBe(end);
});
