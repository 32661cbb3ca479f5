import { isWhiteSpace } from '../text/characters.ts';
import { sentences, type TextRange } from '../text/sentences.ts';

/** Evidence is short: at most this many characters. */
const longestPhrase = 300;
/** How much of that may stand before the finding. */
const longestLead = 160;

/**
 * What stands before `at`, at most `most` characters, as rules read it: lower case, single blanks, straight
 * quotation marks.
 */
export function wordsBefore(text: string, at: number, most: number): string {
  return plain(text.slice(Math.max(0, at - most), at));
}

/** What stands from `at` on, read like `wordsBefore`. */
export function wordsAfter(text: string, at: number, most: number): string {
  return plain(text.slice(at, at + most));
}

function plain(text: string): string {
  return straightQuotes(text.replace(/\s+/g, ' ')).toLowerCase();
}

/** Curly quotation marks and apostrophes made straight; the length stays. */
export function straightQuotes(text: string): string {
  return text.replace(/[\u201c-\u201f\u2033]/g, '"').replace(/[\u2018-\u201b]/g, "'");
}

/** A run of words on one line: white space made single blanks, none at the ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The sentence around `start..end`, cut at blanks to at most 300 characters. Looks at no more than 300 characters on
 * either side; a range that is longer itself is cut at its end.
 */
export function phraseAround(text: string, start: number, end: number): TextRange {
  const last = Math.min(end, start + longestPhrase);
  const from = Math.max(0, start - longestPhrase);
  const to = Math.min(text.length, last + longestPhrase);
  const around = sentences(text, from, to);
  const first = around.findLast((sentence) => sentence.start <= start);
  const final = around.find((sentence) => sentence.end >= last);
  let phraseStart = Math.max(first?.start ?? start, start - longestLead);
  if (phraseStart < start && (phraseStart > (first?.start ?? 0) || phraseStart === from)) {
    phraseStart = nextWord(text, phraseStart, start);
  }
  let phraseEnd = Math.min(final?.end ?? last, phraseStart + longestPhrase);
  if (phraseEnd < (final?.end ?? last) || phraseEnd === to) phraseEnd = previousBorder(text, phraseEnd, last);
  return { start: phraseStart, end: Math.max(phraseEnd, last) };
}

function nextWord(text: string, from: number, most: number): number {
  if (from === 0) return 0;
  let at = from;
  while (at < most && !isWhiteSpace(text.charCodeAt(at - 1))) at += 1;
  return at;
}

function previousBorder(text: string, from: number, least: number): number {
  if (from >= text.length) return text.length;
  let at = from;
  while (at > least && !isWhiteSpace(text.charCodeAt(at))) at -= 1;
  return at;
}
