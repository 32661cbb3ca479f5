import { type CalendarDate, isoDate } from './calendar-date.ts';

const numeric = /(?<![\d./-])(\d{1,4})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?![\d/-]|\.\d)/g;

const mostDates = 100_000;

interface Numbers {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly second: number;
  readonly year: number;
}

/**
 * Dates in figures: 2021-03-15, 03/15/2021, 15.03.2021. Where both numbers may be a month, the order is the one
 * that the other dates of the text prove; without proof the month comes first (as in the United States) with
 * slashes and hyphens, the day with full stops.
 */
export function numericDates(text: string): CalendarDate[] {
  const found: CalendarDate[] = [];
  const open: (Numbers & { readonly dotted: boolean })[] = [];
  let dayFirst = 0;
  let monthFirst = 0;
  for (const match of text.matchAll(numeric)) {
    if (found.length + open.length >= mostDates) break;
    const [whole, a = '', separator, b, c = ''] = match;
    const range = { start: match.index, end: match.index + whole.length };
    if (a.length === 4) {
      const date = c.length === 2 ? isoDate(Number(a), Number(b), Number(c)) : null;
      if (date) found.push({ ...range, date, open: null });
      continue;
    }
    // "1.2.10" is a section, "1-2-10" a number of something.
    if (a.length > 2 || (c.length === 2 && separator !== '/')) continue;
    const numbers = { ...range, first: Number(a), second: Number(b), year: fullYear(c) };
    if (numbers.first > 12) dayFirst += 1;
    else if (numbers.second > 12) monthFirst += 1;
    open.push({ ...numbers, dotted: separator === '.' });
  }
  for (const { start, end, first, second, year, dotted } of open) {
    const proven = dayFirst > 0 !== monthFirst > 0;
    const isDayFirst = first > 12 || (second <= 12 && (proven ? dayFirst > 0 : dotted));
    const date = isDayFirst ? isoDate(year, second, first) : isoDate(year, first, second);
    const ambiguous = !proven && first <= 12 && second <= 12 && first !== second;
    if (date) found.push({ start, end, date, open: ambiguous ? 'order' : null });
  }
  return found;
}

/** Years of two figures are from 1970 to 2069. */
function fullYear(figures: string): number {
  const year = Number(figures);
  if (figures.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
