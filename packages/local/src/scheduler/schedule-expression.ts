import { Cron } from 'croner';

/** Raised for an expression that EventBridge would refuse, or that is not run here. */
export class ScheduleExpressionError extends Error {
  readonly code = 'schedule_expression';

  constructor(expression: string, reason: string) {
    super(`The schedule "${expression}" is not understood: ${reason}`);
    this.name = 'ScheduleExpressionError';
  }
}

/** When a schedule fires: the first time after `after` (UTC), or undefined when there is none any more. */
export type NextTime = (after: Date) => Date | undefined;

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads a schedule expression of EventBridge: `rate(value unit)` counted from `startedAt`, or the six fields of
 * `cron(minutes hours day-of-month month day-of-week year)` in UTC. Throws ScheduleExpressionError.
 */
export function parseScheduleExpression(expression: string, startedAt: Date): NextTime {
  const rate = /^rate\((?<value>\d+) (?<unit>minute|hour|day)(?<plural>s?)\)$/.exec(expression)?.groups;
  if (rate)
    return everyInterval(
      expression,
      Number(rate['value']),
      rate['unit'] ?? '',
      rate['plural'] === 's',
      startedAt,
    );
  const fields = /^cron\((?<fields>[^()]+)\)$/.exec(expression)?.groups?.['fields'];
  if (fields === undefined)
    throw new ScheduleExpressionError(expression, 'it is neither rate(…) nor cron(…)');
  return cronTimes(expression, fields.trim().split(/\s+/));
}

function everyInterval(
  expression: string,
  value: number,
  unit: string,
  plural: boolean,
  startedAt: Date,
): NextTime {
  if (value < 1 || plural !== value > 1) {
    throw new ScheduleExpressionError(expression, 'a value of 1 has a singular unit, a greater one a plural');
  }
  const intervalMs = value * unitMs[unit as keyof typeof unitMs];
  return (after) => {
    const passed = Math.floor((after.getTime() - startedAt.getTime()) / intervalMs);
    return new Date(startedAt.getTime() + (Math.max(passed, 0) + 1) * intervalMs);
  };
}

function cronTimes(expression: string, fields: readonly string[]): NextTime {
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || !minutes || !hours || !dayOfMonth || !month || !dayOfWeek || !year) {
    throw new ScheduleExpressionError(expression, 'cron has six fields');
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new ScheduleExpressionError(expression, 'exactly one of day-of-month and day-of-week is ?');
  }
  if ([minutes, hours, month, year].some((field) => field.includes('?'))) {
    throw new ScheduleExpressionError(expression, '? stands for a day only');
  }
  const days = dayOfWeek === '?' ? '*' : dayOfWeek.replace(/^L$/, '7').replace(/^([1-7])L$/, '$1#L');
  const pattern = [
    '0',
    steps(minutes, 59),
    steps(hours, 23),
    dayOfMonth === '?' ? '*' : steps(dayOfMonth, 31),
    steps(month, 12),
    steps(days, 7),
    steps(year, 2199),
  ].join(' ');
  try {
    // alternativeWeekdays: Sunday is 1, as in EventBridge.
    const cron = new Cron(pattern, {
      mode: '7-part',
      alternativeWeekdays: true,
      timezone: 'UTC',
      paused: true,
    });
    return (after) => cron.nextRun(after) ?? undefined;
  } catch (error) {
    throw new ScheduleExpressionError(expression, error instanceof Error ? error.message : String(error));
  }
}

/** `5/10` (from 5, every 10) is `5-59/10` in croner. */
function steps(field: string, last: number): string {
  return field.replace(/(^|,)(\d+)\/(\d+)/g, `$1$2-${last}/$3`);
}
