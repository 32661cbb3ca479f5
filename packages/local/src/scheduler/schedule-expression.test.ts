import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScheduleExpression } from './schedule-expression.ts';

const start = new Date('2026-01-01T00:00:30.000Z');
const next = (expression: string, after = '2026-01-01T00:00:30.000Z') =>
  parseScheduleExpression(expression, start)(new Date(after))?.toISOString();

describe('rate', () => {
  test('counts from the start', () => {
    expect(next('rate(5 minutes)')).toBe('2026-01-01T00:05:30.000Z');
    expect(next('rate(1 hour)', '2026-01-01T02:30:00.000Z')).toBe('2026-01-01T03:00:30.000Z');
    expect(next('rate(2 days)')).toBe('2026-01-03T00:00:30.000Z');
  });

  test('the next time is later than the given one by at most an interval, and a whole number of them from the start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.integer({ min: 0, max: 1e12 }),
        (minutes, passedMs) => {
          const after = new Date(start.getTime() + passedMs);
          const time = parseScheduleExpression(`rate(${minutes} minutes)`, start)(after)?.getTime() ?? 0;
          expect(time - after.getTime()).toBeGreaterThan(0);
          expect(time - after.getTime()).toBeLessThanOrEqual(minutes * 60_000);
          expect((time - start.getTime()) % (minutes * 60_000)).toBe(0);
        },
      ),
    );
  });
});

describe('cron', () => {
  test.each([
    ['cron(0 3 * * ? *)', '2026-01-01T03:00:00.000Z'],
    ['cron(15 12 * * ? *)', '2026-01-01T12:15:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-01-01T00:15:00.000Z'],
    ['cron(5/20 8-17 ? * MON-FRI *)', '2026-01-01T08:05:00.000Z'],
    // 1 January 2026 is a Thursday: 5 in EventBridge, where Sunday is 1.
    ['cron(0 6 ? * 5 *)', '2026-01-01T06:00:00.000Z'],
    ['cron(0 6 ? * 1 *)', '2026-01-04T06:00:00.000Z'],
    ['cron(0 6 ? * 2-6 *)', '2026-01-01T06:00:00.000Z'],
    ['cron(0 6 ? * SAT *)', '2026-01-03T06:00:00.000Z'],
    ['cron(0 6 ? * 2#1 *)', '2026-01-05T06:00:00.000Z'],
    ['cron(0 6 ? * 6L *)', '2026-01-30T06:00:00.000Z'],
    ['cron(0 8 1 * ? *)', '2026-01-01T08:00:00.000Z'],
    ['cron(0 8 L * ? *)', '2026-01-31T08:00:00.000Z'],
    ['cron(0 8 ? FEB 3 2027-2028)', '2027-02-02T08:00:00.000Z'],
    ['cron(30 23 29 2 ? *)', '2028-02-29T23:30:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', undefined],
  ])('%s', (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });
});

test.each([
  'rate(0 minutes)',
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(5 seconds)',
  'cron(0 3 * * *)',
  'cron(0 3 * * * *)',
  'cron(0 3 ? * ? *)',
  'cron(? 3 * * ? *)',
  'cron(60 3 * * ? *)',
  'cron(0 3 * * ? soon)',
  'at(2026-01-01T00:00:00)',
  '* * * * *',
])('refuses %s', (expression) => {
  expect(() => parseScheduleExpression(expression, start)).toThrow(
    expect.objectContaining({ code: 'schedule_expression' }),
  );
});
