import { codePageCharset } from '../code-pages.ts';

const FIRST_SECTION = 44;
const CODE_PAGE = 1;
const TITLE = 2;
const BYTE_STRING = 0x1e;
const WIDE_STRING = 0x1f;
const MAX_TITLE_BYTES = 2000;
const MAX_PROPERTIES = 100;
/** What is shorter is a leftover ("fe"), no title. */
const MIN_TITLE_CHARACTERS = 3;

/** The title in a stream of document properties ([MS-OLEPS]), null where there is none that says something. */
export function summaryTitle(stream: Buffer | undefined): string | null {
  if (stream === undefined || stream.length < FIRST_SECTION + 4) return null;
  const section = stream.subarray(stream.readUInt32LE(FIRST_SECTION));
  const title = property(section, TITLE);
  if (title === undefined || title.length < 8) return null;
  const type = title.readUInt16LE(0);
  if (type !== BYTE_STRING && type !== WIDE_STRING) return null;
  const bytes = Math.min(MAX_TITLE_BYTES, title.readUInt32LE(4) * (type === WIDE_STRING ? 2 : 1));
  const stored = title.subarray(8, 8 + bytes);
  const encoding = type === WIDE_STRING ? 'utf-16le' : (codePageCharset(codePage(section)) ?? 'windows-1252');
  const text = new TextDecoder(encoding).decode(stored).split('\0', 1)[0] ?? '';
  return meaningful(text.replace(/\s+/g, ' ').trim());
}

function codePage(section: Buffer): number {
  const value = property(section, CODE_PAGE);
  return value === undefined || value.length < 6 ? 1252 : value.readUInt16LE(4);
}

/** The type and value of a property. */
function property(section: Buffer, wanted: number): Buffer | undefined {
  if (section.length < 8) return undefined;
  const count = Math.min(MAX_PROPERTIES, section.readUInt32LE(4), Math.floor((section.length - 8) / 8));
  for (let index = 0; index < count; index += 1) {
    const identifier = section.readUInt32LE(8 + index * 8);
    if (identifier === wanted) return section.subarray(section.readUInt32LE(12 + index * 8));
  }
  return undefined;
}

/** Names that Word or a template gave. */
function meaningful(title: string): string | null {
  const isGiven = /^(?:untitled|no title|title|document ?\d*|microsoft word(?: - .*)?|doc\d+)$/i.test(title);
  return isGiven || title.length < MIN_TITLE_CHARACTERS || !/[\p{L}\p{N}]/u.test(title) ? null : title;
}
