import { inflateSync } from 'node:zlib';

/** Dictionaries in front of streams are shorter than this in all but made-up files. */
const DICTIONARY_WINDOW_BYTES = 4096;
/** What inflates to more is left to pdfium and the limits on it. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;
/** Holds most pages' content in one piece. */
const CHUNK_BYTES = 64 * 1024;
const MAX_INFLATED_BYTES_IN_ALL = 256 * 1024 * 1024;
/** Streams that hold no text and that a reader can do without: images, fonts, colour profiles, metadata. */
const holdsNoText =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|\/Length1\b|\/Alternate\b|\/Type\s*\/EmbeddedFile\b/;

/**
 * Whether a deflated stream that can hold text or objects does not inflate (zlib checks a sum over each).
 * pdfium shows what comes before the damage, and says nothing.
 */
export function hasDamagedStream(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  // Encrypted streams inflate only after decryption.
  if (bytes.includes('/Encrypt')) return false;
  let inflated = 0;
  for (const { dictionary, data } of pdfStreams(bytes)) {
    if (!/\/Filter\s*\[?\s*\/FlateDecode\b/.test(dictionary) || holdsNoText.test(dictionary)) continue;
    const length = inflatedLength(data);
    if (length === undefined) return true;
    inflated += length;
    if (inflated > MAX_INFLATED_BYTES_IN_ALL) return false;
  }
  return false;
}

export interface PdfStream {
  /** The source of the stream's dictionary, with what stands in front of it. */
  readonly dictionary: string;
  /** As it is in the file, before any filter. */
  readonly data: Buffer;
}

/** The streams of a file in their order, found by their keywords and not by the table of objects. */
export function* pdfStreams(bytes: Buffer): Generator<PdfStream> {
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at)) {
    const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY_WINDOW_BYTES), at);
    const lineBreak = /^stream(?:\r?\n|\r)/.exec(bytes.toString('latin1', at, at + 8))?.[0];
    at += 6;
    if (lineBreak === undefined || !/>>\s*$/.test(before.slice(-16))) continue;
    const from = at - 6 + lineBreak.length;
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    const to = endOfData(bytes, from, dictionary);
    yield { dictionary, data: bytes.subarray(from, to) };
    at = to;
  }
}

/** The announced length holds if the keyword follows it: the keyword may also be part of the data. */
function endOfData(bytes: Buffer, from: number, dictionary: string): number {
  const announced = /\/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  const end = from + Number(announced);
  if (announced !== undefined && /^\s*endstream/.test(bytes.toString('latin1', end, end + 16))) return end;
  const keyword = bytes.indexOf('endstream', from);
  return keyword === -1 ? bytes.length : keyword;
}

export function isImage({ dictionary }: PdfStream): boolean {
  return /\/Subtype\s*\/Image\b/.test(dictionary);
}

/** The names of a stream's filters in the order in which they are undone; `bytes` are the file it is from. */
export function filterNames({ dictionary }: PdfStream, bytes: Buffer): string[] {
  // Any character of a name may be written as its number (ISO 32000-1, 7.3.5).
  const source = dictionary.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const value = /\/Filter\s*(\[[^\]]*\]|\/[^\s/<>[\]()]+|\d+\s+\d+\s+R\b)/.exec(source)?.[1] ?? '';
  const resolved = /^\d/.test(value) ? objectSource(value, bytes) : value;
  return [...resolved.matchAll(/\/([^\s/<>[\]()]+)/g)].map(([, name = '']) => name);
}

/** The start of the object that a reference such as `7 0 R` names. */
function objectSource(reference: string, bytes: Buffer): string {
  const header = `${reference.replace(/\s*R$/, '').replace(/\s+/g, ' ')} obj`;
  const at = bytes.lastIndexOf(`\n${header}`);
  const source = at === -1 ? '' : bytes.toString('latin1', at + 1 + header.length, at + 256);
  return source.split('endobj')[0] ?? '';
}

/** Undefined for damaged data. A missing end is no damage: some writers leave the sum out. */
function inflatedLength(data: Buffer): number | undefined {
  try {
    return inflateSync(data, { maxOutputLength: MAX_INFLATED_BYTES, chunkSize: CHUNK_BYTES }).length;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return MAX_INFLATED_BYTES;
    return code === 'Z_BUF_ERROR' ? 0 : undefined;
  }
}
