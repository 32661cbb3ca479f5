import { maybeFinal, neverFinal, partNames, sentenceStarters } from './abbreviations.ts';
import { isLowerCase, isOpener, isWhiteSpace, skipClosers, skipWhiteSpace, trimEnd } from './characters.ts';

/** A half-open range of offsets (UTF-16 code units) into a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Look-back for the word before a full stop; longer words are never abbreviations. */
const longestAbbreviation = 24;
const wordAt = /[\p{L}]+/uy;
const listNumber = /^(?:\d{1,3}(?:\.\d{1,3}){0,5}|[ivxlc]{1,6}|[a-z])$/i;
const initial = /^(?:\p{Lu}|\p{Lu}(?:\.\p{Lu})+)$/u;

/**
 * Splits `text` from `start` to `end` into sentences, white space at their ends left out. Ends are full stops
 * that belong to no abbreviation, citation, initial or list number, `?`, `!`, and blank lines after which the
 * text does not go on in lower case. Linear in the length of the text.
 */
export function sentences(text: string, start = 0, end = text.length): TextRange[] {
  const found: TextRange[] = [];
  let from = skipWhiteSpace(text, start, end);
  let at = from;
  while (at < end) {
    const stop = nextStop(text, at, end);
    at = stop.next;
    if (at < end && !stop.border(from)) continue;
    const to = trimEnd(text, from, stop.end);
    if (to > from) found.push({ start: from, end: to });
    from = at;
  }
  return found;
}

interface Stop {
  /** Where the sentence would end, and where the text goes on after white space. */
  readonly end: number;
  readonly next: number;
  border(sentenceStart: number): boolean;
}

function nextStop(text: string, from: number, end: number): Stop {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      const next = skipWhiteSpace(text, at, end);
      const blankLine = /\n\s*\n|\r\r/.test(text.slice(at, Math.min(next, at + 200)));
      return { end: at, next, border: () => blankLine && !isLowerCase(text, next) };
    }
    if (code === 46 || code === 63 || code === 33) {
      const closed = skipClosers(text, at + 1, end);
      const next = skipWhiteSpace(text, closed, end);
      if (next === closed && next < end) continue;
      return { end: closed, next, border: (sentenceStart) => endsSentence(text, at, sentenceStart, end) };
    }
    if (code === 0x3002 || code === 0xff01 || code === 0xff1f) {
      return { end: at + 1, next: skipWhiteSpace(text, at + 1, end), border: () => true };
    }
  }
  return { end, next: end, border: () => true };
}

/**
 * Whether the `.`, `?` or `!` at `at` ends the sentence that began at `sentenceStart`. Looks back at most 24
 * characters plus one word, and forward over the white space and one word.
 */
export function endsSentence(text: string, at: number, sentenceStart: number, end: number): boolean {
  const closed = skipClosers(text, at + 1, end);
  const next = skipWhiteSpace(text, closed, end);
  if (next >= end) return true;
  if (next === closed || isLowerCase(text, next)) return false;
  if (text.charCodeAt(at) !== 46) return true;

  const wordStart = backOverWord(text, at, sentenceStart);
  const word = text.slice(wordStart, at);
  if (word === '') return true;
  const startsLine = wordStart === sentenceStart || isLineStart(text, wordStart, sentenceStart);
  if (startsLine && listNumber.test(word)) return false;
  if (followsPartName(text, wordStart, sentenceStart))
    return !startsWithPartName(text, wordStart, sentenceStart);
  const lower = word.toLowerCase();
  if (closed > at + 1 && !neverFinal.has(lower)) return true;
  if (lower === 'no')
    return word === 'no' ? !/[\d(#_*[]/.test(text.charAt(next)) : startsSentence(text, next);
  if (neverFinal.has(lower)) return false;
  if (maybeFinal.has(lower) || initial.test(word)) return startsSentence(text, next);
  return true;
}

function backOverWord(text: string, at: number, lowest: number): number {
  const limit = Math.max(lowest, at - longestAbbreviation);
  let from = at;
  while (from > limit) {
    const code = text.charCodeAt(from - 1);
    if (isWhiteSpace(code) || isOpener(code)) break;
    from -= 1;
  }
  return from;
}

function isLineStart(text: string, at: number, lowest: number): boolean {
  for (let back = at - 1; back >= lowest && back >= at - longestAbbreviation; back -= 1) {
    const code = text.charCodeAt(back);
    if (code === 10 || code === 13) return true;
    if (!isWhiteSpace(code)) return false;
  }
  return false;
}

function wordBefore(text: string, at: number, lowest: number): TextRange {
  const end = trimEnd(text, Math.max(lowest, at - longestAbbreviation), at);
  return { start: backOverWord(text, end, lowest), end };
}

function followsPartName(text: string, at: number, lowest: number): boolean {
  const { start, end } = wordBefore(text, at, lowest);
  return partNames.has(text.slice(start, end).toLowerCase());
}

/** "Section 2.1. Term" at the start is a heading that goes on, "as in Section 2.1." is an end. */
function startsWithPartName(text: string, at: number, sentenceStart: number): boolean {
  const { start } = wordBefore(text, at, sentenceStart);
  return start === sentenceStart || isLineStart(text, start, sentenceStart);
}

function startsSentence(text: string, at: number): boolean {
  let from = at;
  while (from < at + 2 && isOpener(text.charCodeAt(from))) from += 1;
  wordAt.lastIndex = from;
  const word = wordAt.exec(text)?.[0] ?? '';
  return sentenceStarters.has(word.toLowerCase());
}
