import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { readHtmlBlocks } from './html-reader.ts';
import { toFlowText } from './text-block.ts';

/**
 * The visible text of an HTML source, with its headings, and what its `title` element says (which is not part
 * of the text). It never throws, works in linear time and loads nothing.
 */
export function htmlToText(html: string): {
  readonly text: ExtractedText;
  readonly title: string | null;
} {
  const { blocks, title } = readHtmlBlocks(html.replace(/\r\n?/g, '\n'));
  return { text: toFlowText(blocks).build(), title };
}
