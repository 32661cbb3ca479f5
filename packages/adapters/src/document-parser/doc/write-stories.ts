import { FILLER } from './character-decoder.ts';
import { headerStories, type Story } from './header-stories.ts';
import type { StoryWriter } from './story-writer.ts';
import type { WordStreams } from './word-streams.ts';

/** Writes all parts of the text in the order in which they are read; of equal headers and footers, one. */
export function writeStories(writer: StoryWriter, text: string, streams: WordStreams): void {
  const { lengths } = streams.fib;
  let at = 0;
  const next = (length: number): Story => {
    const start = at;
    at = Math.min(text.length, at + length);
    return { start, end: at };
  };
  const isUncounted = Object.values(lengths).every((length) => length === 0);
  const body = next(isUncounted ? text.length : lengths.body);
  const footnotes = next(lengths.footnotes);
  const headers = next(lengths.headers);
  next(lengths.macros);
  const comments = next(lengths.comments);
  const endnotes = next(lengths.endnotes);
  const textBoxes = next(lengths.textBoxes);
  const headerTextBoxes = next(lengths.headerTextBoxes);
  const stories = headerStories(streams, headers.start, headers.end - headers.start);
  const parts = [
    ...distinct(text, stories.headers),
    headerTextBoxes,
    body,
    textBoxes,
    footnotes,
    endnotes,
    comments,
    ...distinct(text, stories.footers),
  ];
  for (const { start, end } of parts) writer.write(start, end);
}

function distinct(text: string, stories: readonly Story[]): Story[] {
  const seen = new Set<string>();
  return stories.filter(({ start, end }) => {
    const content = text.slice(start, end).replaceAll(FILLER, '').trim();
    const isNew = !seen.has(content);
    seen.add(content);
    return isNew;
  });
}
