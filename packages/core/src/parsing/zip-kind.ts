import type { ContentKind } from './content-kind.ts';

const MAX_ENTRIES = 2000;
const LOCAL_HEADER_BYTES = 30;
const STREAMED_FLAG = 8;
const latin1 = new TextDecoder('latin1');

const folders: readonly (readonly [prefix: string, kind: ContentKind])[] = [
  ['word/', 'word'],
  ['xl/', 'spreadsheet'],
  ['ppt/', 'presentation'],
  ['visio/', 'drawing'],
];

interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * What a ZIP archive is by the entries that begin in the head of the file (APPNOTE.TXT, 4.3.7). `zip` where that
 * does not tell, `archive` where it is neither an Office document nor a book.
 */
export function zipKind(head: Uint8Array, isWhole: boolean): ContentKind {
  const entries = [...localEntries(head)];
  const [first] = entries;
  if (first?.name === 'mimetype') return kindOfMimeType(latin1.decode(first.content.subarray(0, 100)));
  const names = entries.map(({ name }) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase());
  // The first counts: further ones may be of documents embedded in this one.
  for (const name of names) {
    const folder = folders.find(([prefix]) => name.startsWith(prefix));
    if (folder !== undefined) return folder[1];
  }
  if (names.some((name) => name === '[content_types].xml' || name === '_rels/.rels')) return 'zip';
  return isWhole && entries.length > 0 ? 'archive' : 'zip';
}

function kindOfMimeType(mimeType: string): ContentKind {
  if (mimeType.startsWith('application/epub')) return 'book';
  return mimeType.startsWith('application/vnd.oasis.opendocument') ? 'opendocument' : 'archive';
}

function* localEntries(head: Uint8Array): Generator<Entry> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let offset = findHeader(head, 0);
  for (let count = 0; count < MAX_ENTRIES && offset !== -1; count += 1) {
    if (offset + LOCAL_HEADER_BYTES > head.length) return;
    const isStreamed = (view.getUint16(offset + 6, true) & STREAMED_FLAG) !== 0;
    const nameEnd = offset + LOCAL_HEADER_BYTES + view.getUint16(offset + 26, true);
    const contentStart = nameEnd + view.getUint16(offset + 28, true);
    const contentEnd = contentStart + view.getUint32(offset + 18, true);
    yield {
      name: latin1.decode(head.subarray(offset + LOCAL_HEADER_BYTES, nameEnd)),
      content: head.subarray(contentStart, contentEnd),
    };
    // The size of a streamed entry stands behind it.
    offset = isStreamed || !isHeader(head, contentEnd) ? findHeader(head, contentStart) : contentEnd;
  }
}

function findHeader(head: Uint8Array, from: number): number {
  let offset = head.indexOf(0x50, from);
  while (offset !== -1 && !isHeader(head, offset)) offset = head.indexOf(0x50, offset + 1);
  return offset;
}

function isHeader(head: Uint8Array, offset: number): boolean {
  return (
    head[offset] === 0x50 && head[offset + 1] === 0x4b && head[offset + 2] === 3 && head[offset + 3] === 4
  );
}
