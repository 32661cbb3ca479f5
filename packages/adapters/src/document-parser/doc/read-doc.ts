import type { ParsedFile } from '@elenchus/core/parsing/parser-port';
import { textHeadings } from '@elenchus/core/parsing/text-headings';
import { textLines } from '@elenchus/core/parsing/text-lines';
import { corruptFile, FileRejection } from '../file-rejection.ts';
import { FlowText } from '../flow-text.ts';
import { DocumentText } from './document-text.ts';
import { ListLabels } from './list-labels.ts';
import { readListUses } from './list-tables.ts';
import { openWord } from './open-word.ts';
import { ParagraphIndex } from './paragraph-index.ts';
import { readPieces } from './piece-table.ts';
import { RunIndex } from './run-index.ts';
import { StoryWriter } from './story-writer.ts';
import { StyleSheet } from './style-sheet.ts';
import { summaryTitle } from './summary-title.ts';
import { structureBytes } from './word-streams.ts';
import { writeStories } from './write-stories.ts';

/**
 * Reads a binary Word document (Word 6 to 2007): its whole present text, with the headings that its styles make.
 * Throws FileRejection: `encrypted`, `unsupported_type` (older Word, other programs), `too_complex`, else `corrupt`,
 * also where only a part of the text is missing.
 */
export function readDoc(bytes: Uint8Array): ParsedFile {
  try {
    return readWord(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // Reading beyond the end of a stream.
    if (error instanceof RangeError)
      throw corruptFile('The Word document is damaged and cannot be read to its end.');
    throw error;
  }
}

function readWord(bytes: Buffer): ParsedFile {
  const streams = openWord(bytes);
  const pieces = readPieces(streams.fib, streams.document, streams.table);
  const styles = new StyleSheet(structureBytes(streams, 'styleSheet'), streams.fib.generation);
  const paragraphs = new ParagraphIndex(streams);
  const text = new DocumentText(streams, styles, paragraphs).read(pieces);
  const labels = new ListLabels(readListUses(streams));
  const flow = new FlowText();
  writeStories(new StoryWriter(text, new RunIndex(pieces), paragraphs, styles, labels, flow), text, streams);
  if (flow.isTooLarge) {
    throw new FileRejection(
      'too_complex',
      'The document holds more text than can be processed. Please split it into smaller files.',
    );
  }
  const extracted = flow.build();
  const headings =
    extracted.headings.length > 0 ? extracted.headings : textHeadings([...textLines(extracted.text)]);
  return { extracted: { ...extracted, headings }, title: summaryTitle(streams.summary) };
}
