import type { TextRange } from '../../text/sentences.ts';
import { wordsAfter, wordsBefore } from '../text-window.ts';
import type { DateCandidate } from './date-candidate.ts';

const thisAgreement =
  /\b(?:this (?:[a-z-]+ ){0,2}(?:agreement|contract|lease|deed|engagement|franchise)|(?:initial|original) term|term of (?:the|this)|the term)\b(?:[^.;]|\.\d){0,200}$/;
const start =
  '(?:effective|commencement|start) date|date (?:hereof|of (?:this|the) |of its execution|first (?:above )?written|above)|there(?:from|after)|that date|this day|(?:january|february|march|april|may|june|july|august|september|october|november|december|\\d)';
const countedFrom = new RegExp(
  `^,? ?(?:\\([^)]{0,60}\\),? ?)?(?:from|after|following|commencing|beginning|starting|as of)(?: and)?(?: on| from| as of| after)?(?: the)?(?: 1st day of)? ?(?:${start})`,
);
const countedFromOther =
  /^,? ?(?:\([^)]{0,60}\),? ?)?(?:from|after|following|commencing|beginning|starting|prior|before)\b/;
const beginsBefore = new RegExp(
  `\\b(?:commenc|begin|start|effective)\\w*(?: as)?(?: on| from| of| upon| as of)?(?: the)? ?(?:${start})(?:[^.;]|\\.\\d){0,160}$`,
);
/** A date that stands this near, in characters, to the term is where it begins. */
const near = 150;

/**
 * The day on which an agreement ends that gives its term and the day from which it runs: the term's length after the
 * date in the same sentence, or else after the effective date, or else after that of signing.
 */
export function termEnd(text: string, candidates: readonly DateCandidate[]): DateCandidate | null {
  const begins = candidates.filter(({ date, type }) => date !== null && type === 'effective');
  for (const term of candidates) {
    const [at] = term.at;
    if (term.rule !== 'term-period' || term.period === null || !at) continue;
    if (candidates.some(({ date, type, at: [each] }) => date && type === 'expiration' && isNear(each, at)))
      continue;
    if (!runsFromStart(wordsBefore(text, at.start, 240), wordsAfter(text, at.end, 120))) continue;
    const beside = begins.find(({ at: [each] }) => isNear(each, at));
    const begin =
      beside ?? begins[0] ?? candidates.find(({ date, type }) => date !== null && type === 'signed');
    const date = begin?.date ? dayAfter(begin.date, term.period) : null;
    if (!begin || date === null) continue;
    const note = ` (counted: ${term.period} from ${begin.date})`;
    const words = [...term.at.slice(0, 1), ...begin.at.slice(0, 1)];
    return { rule: 'term-end', type: 'expiration', label: 'Ends', date, period: null, note, at: words };
  }
  return null;
}

function isNear(each: TextRange | undefined, at: TextRange): boolean {
  return each !== undefined && Math.abs(each.start - at.start) < near;
}

function runsFromStart(before: string, after: string): boolean {
  if (!thisAgreement.test(before) || /\b(?:obligations?|section \d)[^.;]{0,120}$/.test(before)) return false;
  return countedFrom.test(after) || (!countedFromOther.test(after) && beginsBefore.test(before));
}

/**
 * The day `period` (ISO 8601, whole days, weeks, months or years) after `date`: the same day of a later month, the
 * last of a shorter one. Null for other periods.
 */
export function dayAfter(date: string, period: string): string | null {
  const match = /^P(\d{1,4})([DWMY])$/.exec(period);
  if (!match) return null;
  const amount = Number(match[1]);
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (match[2] === 'D' || match[2] === 'W')
    return utcDay(year, month - 1, day + amount * (match[2] === 'W' ? 7 : 1));
  const months = month - 1 + amount * (match[2] === 'Y' ? 12 : 1);
  const lastDay = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return utcDay(year, months, Math.min(day, lastDay));
}

function utcDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month, day));
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999
    ? null
    : date.toISOString().slice(0, 10);
}
