import { Parser } from 'htmlparser2';
import type { Block } from './block.ts';
import { xmlEncoding } from './xml-encoding.ts';
import { nestedTooDeeply } from './xml-reader.ts';

const MAX_CHARACTERS = 5_000_000;
// The parser's own stack costs time with each level.
const MAX_DEPTH = 1000;
const blockElements =
  /^(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)$/;
const silentElements = /^(?:head|script|style|title|template|noscript)$/;

/** The paragraphs of a file that Word shows in place of `w:altChunk`: HTML or plain text; others give none. */
export function importedText(part: string, bytes: Uint8Array): Block[] {
  const decode = () => new TextDecoder(xmlEncoding(bytes)).decode(bytes.subarray(0, MAX_CHARACTERS));
  if (/\.x?html?$/i.test(part)) return paragraphs(visibleHtml(decode()));
  if (/\.txt$/i.test(part)) return paragraphs(decode());
  return [];
}

function paragraphs(text: string): Block[] {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line.trim() }));
}

function visibleHtml(html: string): string {
  const parts: string[] = [];
  let silence = 0;
  let depth = 0;
  const parser = new Parser({
    onopentagname(name) {
      depth += 1;
      if (depth > MAX_DEPTH) throw nestedTooDeeply();
      if (silentElements.test(name)) silence += 1;
      if (blockElements.test(name)) parts.push('\n');
    },
    ontext(text) {
      if (silence === 0) parts.push(text.replace(/\s+/g, ' '));
    },
    onclosetag(name) {
      depth -= 1;
      if (silentElements.test(name)) silence -= 1;
      if (blockElements.test(name)) parts.push('\n');
    },
  });
  parser.end(html);
  return parts.join('');
}
