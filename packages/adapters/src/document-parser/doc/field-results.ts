import { FILLER } from './character-decoder.ts';

const BEGIN = '\x13';
const SEPARATOR = '\x14';
const END = '\x15';
/** A button shows the end of its own instruction. */
const buttonInstruction = /^.\s*MACROBUTTON\s+\S+\s/i;
const MAX_BUTTON_INSTRUCTION = 200;

interface OpenField {
  readonly start: number;
  separator: number | undefined;
}

/** Blanks out the instructions of fields (also nested ones) and keeps their results; each position stays. */
export function fieldResults(text: string): string {
  if (!text.includes(BEGIN)) return text;
  const open: OpenField[] = [];
  const instructions: { readonly start: number; readonly end: number }[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of fields
  for (const { 0: mark, index } of text.matchAll(/[\x13-\x15]/g)) {
    const field = open.at(-1);
    if (mark === BEGIN) open.push({ start: index, separator: undefined });
    else if (mark === SEPARATOR && field !== undefined) field.separator ??= index;
    else if (mark === END && field !== undefined) {
      open.pop();
      instructions.push({ start: field.start, end: field.separator ?? shownFrom(text, field.start, index) });
    }
  }
  // A field without an end is damage, and what follows it no instruction.
  return withoutRanges(text, instructions);
}

/** Where the part begins that a field without a result shows: mostly at its end. */
function shownFrom(text: string, start: number, end: number): number {
  const opening = text.slice(start, Math.min(end, start + MAX_BUTTON_INSTRUCTION));
  const button = buttonInstruction.exec(opening);
  return button === null ? end : start + button[0].length;
}

function withoutRanges(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(text.slice(at, from), FILLER.repeat(end - from));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
