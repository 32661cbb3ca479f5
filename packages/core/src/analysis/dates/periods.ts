import type { TextRange } from '../../text/sentences.ts';
import { isNumberWord, numberOf } from './number-words.ts';

/** A length of time as the text spells it. */
export interface Period extends TextRange {
  /** ISO 8601 duration, such as `P30D`. */
  readonly period: string;
  /** Whether only working days count; ISO 8601 cannot say so. */
  readonly business: boolean;
}

const unit =
  /\b(?:(business|working|banking|trading)\s{1,3})?(hour|day|week|fortnight|month|quarter|year)s?\b/gi;
/** "thirty (30) ", "30 ", "twenty-four ", "thirty ( 30 ) calendar ", "one-" right before the unit. */
const amountBefore =
  /(?:\b([a-z]{2,9}(?:[\s-]{1,2}(?:and\s)?[a-z]{3,9}){0,4})\s{0,3})?[([]\s?(\d{1,4})\s?[)\]]['’]?[\s-]{1,3}(?:(?:calendar|full|consecutive|additional|successive|more)\s{1,3})?$|(?:^|[^\d.,$])(\d{1,4})['’]?[\s-]{1,3}(?:(?:calendar|full|consecutive)\s{1,3})?$|\b((?:[a-z]{3,9}[\s-]{1,3}){0,4}[a-z]{2,9}|a|an)[\s-]{1,3}(?:(?:calendar|full|consecutive|additional|successive)\s{1,3})?$/i;

const mostPeriods = 100_000;
const designators = new Map([
  ['hour', 'H'],
  ['day', 'D'],
  ['week', 'W'],
  ['month', 'M'],
  ['year', 'Y'],
]);

/** The lengths of time in `text`, in order, the first 100,000. Linear: before each unit at most 60 characters are looked at. */
export function periods(text: string): Period[] {
  const found: Period[] = [];
  for (const match of text.matchAll(unit)) {
    if (found.length >= mostPeriods) break;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const amount = amountOf(before);
    if (!amount) continue;
    const name = (match[2] ?? '').toLowerCase();
    found.push({
      start: match.index - amount.length,
      end: match.index + match[0].length,
      period: duration(amount.value, name),
      business: match[1] !== undefined,
    });
  }
  return found;
}

function duration(value: number, name: string): string {
  if (name === 'fortnight') return `P${value * 2}W`;
  if (name === 'quarter') return `P${value * 3}M`;
  if (value % 1 !== 0 && name === 'year') return `P${value * 12}M`;
  return `P${name === 'hour' ? 'T' : ''}${value}${designators.get(name) ?? 'D'}`;
}

function amountOf(before: string): { readonly value: number; readonly length: number } | null {
  if (!canEndAmount(before)) return null;
  const match = amountBefore.exec(before);
  if (!match) return null;
  const [whole, spelledFirst = '', inBrackets, figures, spelled] = match;
  if (inBrackets !== undefined) {
    const words = lastNumber(spelledFirst);
    const length = words
      ? whole.length - (spelledFirst.length - words.length)
      : whole.length - spelledFirst.length;
    return positive(Number(inBrackets), length);
  }
  if (figures !== undefined) return positive(Number(figures), whole.replace(/^[^\d]/, '').length);
  const words = lastNumber(spelled ?? '');
  return words && positive(words.value, words.length + whole.length - (spelled ?? '').length);
}

const lastWord = /([A-Za-z]{1,12}|\d|[)\]])['’]?[\s-]{1,3}$/;
const between = /^(?:calendar|full|consecutive|additional|successive|more)$/i;

/** Most units follow no amount; this is quick to see. */
function canEndAmount(before: string): boolean {
  const word = lastWord.exec(before.slice(-16))?.[1] ?? '';
  return /^[\d)\]]/.test(word) || between.test(word) || isNumberWord(word);
}

function positive(value: number, length: number): { readonly value: number; readonly length: number } | null {
  return value > 0 ? { value, length } : null;
}

/** The longest run of words at the end of `words` that spells a number; "a" alone is no amount. */
function lastNumber(words: string): { readonly value: number; readonly length: number } | null {
  for (const { index } of words.matchAll(/[a-z]+/gi)) {
    const run = words.slice(index);
    if (/^(?:an?|and|half|zero)$/i.test(run) || /^and\b/i.test(run)) continue;
    const value = numberOf(run);
    if (value !== null) return { value, length: run.length };
  }
  return null;
}
