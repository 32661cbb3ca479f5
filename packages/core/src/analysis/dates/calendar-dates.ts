import { type CalendarDate, isoDate } from './calendar-date.ts';
import { dayOf, yearOf } from './number-words.ts';
import { numericDates } from './numeric-dates.ts';

const mostDates = 100_000;
const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const months = new Map<string, number>(
  monthNames.flatMap((name, index): [string, number][] => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
  ]),
);
months.set('sept', 9);

/** Months begin with a capital: "may" and "march" are verbs. */
const month =
  /\b(?:J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC))[A-Za-z]{0,6}\b/g;
/** "3, 2021", "3rd 2021", "12,1999" after a month. */
const dayAndYear = /\.?\s{0,3}(\d{1,2})\s?(?:st|nd|rd|th)?(?:\s{0,2},\s{0,3}|\s{1,3})(\d{4})(?![\d,]\d|\d)/iy;
const yearAlone = /\.?[\s,]{0,3}[\s-](?:of\s)?(\d{4})(?![\d,]\d|\d)/y;
/** "2021", ", in the year 2021" or "Two Thousand Twenty" after a day and a month. */
const yearAfter =
  /\.?[\s,-]{0,4}(?:of\s|in the year\s{1,2}(?:of our Lord\s{1,2})?|A\.?D\.?\s{0,2})?(?:(\d{4})(?!\d)|((?:two\s{1,2}thousand|(?:eighteen|nineteen|twenty)\b)[a-z\s-]{0,40}))/iy;
/** "3rd day of", "14t h day of", "3 ", "3-" before a month; PDFs part ordinals. */
const dayBefore =
  /(?:^|[^\d.,/])(\d{1,2})\s?(?:s ?t|n ?d|r ?d|t ?h)?[\s-]{1,3}(?:days?\s{1,3})?(?:of\s{1,3})?$/i;
const spelledDayBefore = /\b((?:twenty|thirty)[\s-]{1,2})?([a-z]{5,11})\s{1,3}(?:day\s{1,3})?of\s{1,3}$/i;

/** The calendar dates of `text`, in order, the first 100,000. Linear: each month's name is looked at within 40 characters. */
export function calendarDates(text: string): CalendarDate[] {
  const found: CalendarDate[] = [];
  for (const match of text.matchAll(month)) {
    if (found.length >= mostDates) break;
    const number = months.get(match[0].toLowerCase());
    if (number === undefined) continue;
    const end = match.index + match[0].length;
    const date =
      dayFirst(text, match.index, end, number) ??
      monthFirst(text, match.index, end, number) ??
      monthOnly(text, match.index, end, number);
    if (date) found.push(date);
  }
  return [...found, ...numericDates(text)].sort((a, b) => a.start - b.start);
}

function monthFirst(text: string, start: number, at: number, number: number): CalendarDate | null {
  dayAndYear.lastIndex = at;
  const match = dayAndYear.exec(text);
  const date = match && isoDate(Number(match[2]), number, Number(match[1]));
  return date ? { start, end: dayAndYear.lastIndex, date, open: null } : null;
}

function dayFirst(text: string, at: number, monthEnd: number, number: number): CalendarDate | null {
  const before = text.slice(Math.max(0, at - 40), at);
  const digits = dayBefore.exec(before);
  const spelled = digits ? null : spelledDayBefore.exec(before);
  const day = digits ? Number(digits[1]) : spelled && dayOf((spelled[1] ?? '') + (spelled[2] ?? ''));
  if (day === null) return null;
  yearAfter.lastIndex = monthEnd;
  const year = yearAfter.exec(text);
  if (!year) return null;
  const spelledYear = year[2] === undefined ? null : longestYear(year[2]);
  const value = spelledYear ? spelledYear.year : Number(year[1]);
  const date = isoDate(value, number, day);
  if (!date) return null;
  const words = digits ? digits[0].replace(/^\D/, '') : (spelled?.[0] ?? '');
  const end = yearAfter.lastIndex - (spelledYear ? (year[2]?.length ?? 0) - spelledYear.length : 0);
  return { start: at - words.length, end, date, open: null };
}

function monthOnly(text: string, start: number, at: number, number: number): CalendarDate | null {
  yearAlone.lastIndex = at;
  const match = yearAlone.exec(text);
  const date = match && isoDate(Number(match[1]), number, 1);
  return date ? { start, end: yearAlone.lastIndex, date, open: 'day' } : null;
}

/** The longest run of words, from the first on, that spells a year. */
function longestYear(words: string): { readonly year: number; readonly length: number } | null {
  const ends = [...words.matchAll(/[a-z]+/gi)].map((word) => word.index + word[0].length);
  for (const length of ends.reverse()) {
    const year = yearOf(words.slice(0, length));
    if (year !== null) return { year, length };
  }
  return null;
}
