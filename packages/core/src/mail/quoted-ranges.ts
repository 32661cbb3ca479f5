import type { QuotedRange } from '@elenchus/contracts/documents/extracted-text';
import { type TextLine, textLines } from '../parsing/text-lines.ts';
import {
  headerFieldOf,
  isAttribution,
  isOriginalMessageDivider,
  resemblesAttribution,
} from './quotation-markers.ts';

/** As many lines an attribution ("On … wrote:") may be wrapped over. */
const MAX_ATTRIBUTION_LINES = 4;
/** As many lines are looked at for the fields of a repeated header; long lists of recipients wrap. */
const MAX_HEADER_LINES = 14;

/** Mailboxes in mbox format write ">From " for a line of one's own that begins with "From ". */
const quotedLine = /^\s{0,3}>(?!From )/u;
const rule = /^\s{0,20}[_-]{5,200}\s{0,20}$/u;
const dated = /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d{2}/u;

/**
 * The runs of an e-mail's body that repeat earlier messages: lines behind ">", and everything from "On … wrote:",
 * "-----Original Message-----" or a repeated header on. Offsets are UTF-16 code units, half-open, in order. A
 * message without words of its own (it forwards) repeats nothing, so there the list is empty.
 */
export function findQuotedRanges(text: string): QuotedRange[] {
  const lines = [...textLines(text)];
  const isQuoted = new Array<boolean>(lines.length).fill(false);
  for (let index = 0; index < lines.length; index += 1) {
    if (isQuoted[index]) continue;
    const line = textOf(lines, index);
    if (line.trim() === '') continue;
    if (quotedLine.test(line)) {
      isQuoted[index] = true;
      continue;
    }
    const attribution = attributionLines(lines, index);
    if (attribution > 0) {
      const after = nextWritten(lines, index + attribution);
      const toEnd = after === undefined || !quotedLine.test(textOf(lines, after));
      isQuoted.fill(true, index, toEnd ? lines.length : after);
    } else if (startsRepeatedMessage(lines, index)) {
      isQuoted.fill(true, index, lines.length);
    }
  }
  closeGaps(lines, isQuoted);
  return hasOwnWords(lines, isQuoted) ? toRanges(lines, isQuoted) : [];
}

/** How many lines from `index` on are one attribution; 0 if it is none. */
function attributionLines(lines: readonly TextLine[], index: number): number {
  let joined = '';
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count += 1) {
    const line = textOf(lines, index + count - 1).trim();
    if (line === '' || line.length > 400) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (isAttribution(joined)) return count;
    if (count === 1 && resemblesAttribution(line)) {
      const after = nextWritten(lines, index + 1);
      if (after !== undefined && quotedLine.test(textOf(lines, after))) return 1;
    }
  }
  return 0;
}

function startsRepeatedMessage(lines: readonly TextLine[], index: number): boolean {
  const line = textOf(lines, index);
  if (isOriginalMessageDivider(line)) return true;
  if (rule.test(line)) {
    const after = nextWritten(lines, index + 1);
    return after !== undefined && after - index <= 3 && isRepeatedHeader(lines, after);
  }
  return isRepeatedHeader(lines, index);
}

/** "From: … Sent: … To: … Subject: …", or Lotus Notes' name and date above "To: … cc: … Subject: …". */
function isRepeatedHeader(lines: readonly TextLine[], index: number): boolean {
  const first = headerFieldOf(textOf(lines, index));
  if (first === 'from') return fieldsFrom(lines, index, 'subject', 'date', 'to') >= 2;
  if (first === 'date' || first === 'subject' || first === 'to') {
    const block = [1, 2, 3, 4].map((ahead) => textOf(lines, index + ahead));
    const from = block.find((text) => headerFieldOf(text) === 'from');
    return from?.includes('@') === true && fieldsFrom(lines, index, 'date', 'subject', 'to') >= 1;
  }
  if (first !== undefined) return false;
  const to = [1, 2, 3].find((ahead) => headerFieldOf(textOf(lines, index + ahead)) === 'to');
  if (to === undefined) return false;
  const above = [...Array(to).keys()].map((ahead) => textOf(lines, index + ahead));
  if (above.some((text) => text.length > 200) || !above.some((text) => dated.test(text))) return false;
  return fieldsFrom(lines, index + to, 'subject', 'cc') >= 1;
}

/** How many of the fields the header that begins at `index` has; a header ends at the second empty line. */
function fieldsFrom(lines: readonly TextLine[], index: number, ...wanted: readonly string[]): number {
  const seen = new Set<string>();
  let empty = 0;
  for (let ahead = 1; ahead <= MAX_HEADER_LINES && empty < 2; ahead += 1) {
    const line = textOf(lines, index + ahead);
    if (line.trim() === '') {
      empty += 1;
      continue;
    }
    const field = headerFieldOf(line);
    if (field !== undefined && wanted.includes(field)) seen.add(field);
    // HTML bodies put an empty line between the fields, but text after one is no field any more.
    if (field === undefined && empty > 0) break;
    if (field !== undefined) empty = 0;
  }
  return seen.size;
}

/** Empty lines between two quoted ones belong to the quotation. */
function closeGaps(lines: readonly TextLine[], isQuoted: boolean[]): void {
  let last = -1;
  for (const [index, line] of lines.entries()) {
    if (isQuoted[index]) {
      if (last >= 0 && last < index - 1) isQuoted.fill(true, last + 1, index);
      last = index;
    } else if (line.text.trim() !== '') {
      last = -1;
    }
  }
}

function hasOwnWords(lines: readonly TextLine[], isQuoted: readonly boolean[]): boolean {
  return lines.some((line, index) => !isQuoted[index] && /[\p{L}\p{N}]/u.test(line.text));
}

function toRanges(lines: readonly TextLine[], isQuoted: readonly boolean[]): QuotedRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isQuoted[index] || line.text.trim() === '') continue;
    const last = ranges.at(-1);
    if (last !== undefined && index > 0 && isQuoted[index - 1]) last.end = line.end;
    else ranges.push({ start: line.start, end: line.end });
  }
  return ranges;
}

function nextWritten(lines: readonly TextLine[], from: number): number | undefined {
  for (let index = from; index < lines.length && index < from + 50; index += 1) {
    if (textOf(lines, index).trim() !== '') return index;
  }
  return undefined;
}

function textOf(lines: readonly TextLine[], index: number): string {
  return lines[index]?.text ?? '';
}
