import { structureBytes, type WordStreams } from './word-streams.ts';

/** A range of the text, in characters. */
export interface Story {
  readonly start: number;
  readonly end: number;
}

interface HeaderStories {
  readonly headers: readonly Story[];
  readonly footers: readonly Story[];
}

/** The separators of footnotes and endnotes come before the headers of the first section. */
const SEPARATORS = 6;
/** Of each section: even and odd header, even and odd footer, header and footer of the first page. */
const PER_SECTION = 6;
const FOOTERS = new Set([2, 3, 5]);

/**
 * The headers and footers of all sections ([MS-DOC] 2.8.22 PlcfHdd). Word 6 stores those alone that exist, which
 * only its sections tell apart: they are all given as footers.
 */
export function headerStories(streams: WordStreams, start: number, length: number): HeaderStories {
  const plc = structureBytes(streams, 'headerStories');
  const positions = Array.from({ length: Math.floor(plc.length / 4) }, (_, index) =>
    plc.readUInt32LE(index * 4),
  );
  const headers: Story[] = [];
  const footers: Story[] = [];
  const isWord6 = streams.fib.generation === 'word6';
  let told = 0;
  for (const [index, position] of positions.entries()) {
    const end = Math.min(length, positions[index + 1] ?? 0);
    if (position < told || end <= position) continue;
    told = end;
    const story = { start: start + position, end: start + end };
    if (isWord6) footers.push(story);
    else if (index >= SEPARATORS) {
      (FOOTERS.has((index - SEPARATORS) % PER_SECTION) ? footers : headers).push(story);
    }
  }
  // Headers that the table does not list are text all the same.
  if (told < length && (isWord6 || told === 0)) footers.push({ start: start + told, end: start + length });
  return { headers, footers };
}
