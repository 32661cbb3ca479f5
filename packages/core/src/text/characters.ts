/** Whether a UTF-16 code unit is white space as `\s` and `String.prototype.trim` see it. */
export function isWhiteSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 160) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** First offset at or after `from` (and below `to`) that holds no white space; `to` if there is none. */
export function skipWhiteSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isWhiteSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Offset after the last character in `from..to` that is not white space; `from` if there is none. */
export function trimEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isWhiteSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Whether a code unit is a closing quotation mark or bracket (straight quotation marks are both). */
export function isCloser(code: number): boolean {
  if (code < 128) return code === 34 || code === 39 || code === 41 || code === 93 || code === 125;
  return code === 0x201d || code === 0x2019 || code === 0xbb;
}

/** Whether a code unit is an opening quotation mark or bracket (straight quotation marks are both). */
export function isOpener(code: number): boolean {
  if (code < 128) return code === 34 || code === 39 || code === 40 || code === 91 || code === 123;
  return code === 0x201c || code === 0x2018 || code === 0xab;
}

/** Offset of the first character from `from` (below `to`) that is no closing quotation mark or bracket. */
export function skipClosers(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isCloser(text.charCodeAt(at))) at += 1;
  return at;
}

const lowerCase = /^\p{Ll}/u;

/** Whether the character at `at` is a lower-case letter. */
export function isLowerCase(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 97 && code <= 122;
  return lowerCase.test(text.slice(at, at + 2));
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemeWindow = 64;

/**
 * The last border between graphemes at or before `at` and after `from`, inside a run without white space. A
 * grapheme of more than 64 code units is cut, but never a surrogate pair (unless it alone fills the range).
 */
export function graphemeBorder(text: string, from: number, at: number): number {
  if (text.charCodeAt(at) < 0x300 && text.charCodeAt(at - 1) < 0x300) return at;
  const windowStart = Math.max(from, at - graphemeWindow);
  let border = 0;
  for (const { index } of graphemes.segment(text.slice(windowStart, at + graphemeWindow))) {
    if (windowStart + index > at) break;
    border = index;
  }
  if (border > 0) return windowStart + border;
  const splitsPair = isHighSurrogate(text.charCodeAt(at - 1)) && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return splitsPair && at - 1 > from ? at - 1 : at;
}
