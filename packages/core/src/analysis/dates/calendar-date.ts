import type { TextRange } from '../../text/sentences.ts';

/** A date as the text spells it. */
export interface CalendarDate extends TextRange {
  /** `YYYY-MM-DD`; the first of the month where the text names month and year alone. */
  readonly date: string;
  /** What the spelling leaves open: the day of the month, or which number is the month. */
  readonly open: 'day' | 'order' | null;
}

/** `YYYY-MM-DD` if that day exists and its year is from 1600 to 2199. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (!(year >= 1600 && year < 2200) || day < 1 || month < 1 || month > 12) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}
