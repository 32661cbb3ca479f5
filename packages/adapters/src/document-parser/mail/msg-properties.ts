import msgReader, { type FieldsData } from '@kenjiuno/msgreader';
import { codePageCharset } from '../code-pages.ts';
import { decodeCharset } from './charset.ts';

type Values = Map<number, Uint8Array>;

/** Property types of [MS-OXCDATA] that are streams of their own. */
const STRING8 = 0x1e;
const UNICODE = 0x1f;
const BINARY = 0x102;
const INTEGER = 0x3;
const TIME = 0x40;
const TABLE_ENTRY_BYTES = 8;
const ATTACHMENT_DATA = 0x3701;
/** 1601-01-01 to 1970-01-01 in milliseconds. */
const FILETIME_EPOCH_MS = 11_644_473_600_000;

/** The properties of one object in a message file, read by their identifiers ([MS-OXPROPS]). */
export class MapiProperties {
  readonly #values: ReadonlyMap<number, Uint8Array>;
  readonly #charset: string | undefined;

  constructor(values: ReadonlyMap<number, Uint8Array>, charset: string | undefined) {
    this.#values = values;
    this.#charset = charset;
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** A string up to its first U+0000; undefined where it is missing or blank. */
  text(id: number): string | undefined {
    const unicode = this.#values.get(id * 0x10000 + UNICODE);
    const narrow = this.#values.get(id * 0x10000 + STRING8);
    let text = '';
    if (unicode !== undefined) text = Buffer.from(unicode).toString('utf16le');
    else if (narrow !== undefined) text = decodeCharset(narrow, this.#charset);
    const [shown = ''] = text.split('\0', 1);
    return shown.trim() === '' ? undefined : shown;
  }

  binary(id: number): Uint8Array | undefined {
    return this.#values.get(id * 0x10000 + BINARY);
  }

  integer(id: number): number | undefined {
    const value = this.#values.get(id * 0x10000 + INTEGER);
    return value === undefined || value.length < 4 ? undefined : Buffer.from(value).readInt32LE(0);
  }

  time(id: number): Date | undefined {
    const value = this.#values.get(id * 0x10000 + TIME);
    if (value === undefined || value.length < 8) return undefined;
    const milliseconds = Number(Buffer.from(value).readBigUInt64LE(0) / 10_000n) - FILETIME_EPOCH_MS;
    const date = new Date(milliseconds);
    // Zero and the end of time stand for "none".
    return milliseconds > 0 && date.getUTCFullYear() < 4500 ? date : undefined;
  }
}

/** A message file opened: its fields as the library names them, and the properties of each object in it. */
export interface MessageFile {
  readonly fields: FieldsData;
  propertiesOf(object: FieldsData): MapiProperties;
  contentOf(attachment: FieldsData): Uint8Array;
}

/** Opens an Outlook message file ([MS-OXMSG]). Throws on damaged containers. */
export function openMessageFile(bytes: Uint8Array): MessageFile {
  const objects = new Map<FieldsData, Values>();
  const reader = new (readerClass())(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  reader.parserConfig = {
    propertyObserver: (object, tag, raw) => {
      const values = objects.get(object) ?? new Map<number, Uint8Array>();
      objects.set(object, values);
      const known = values.get(tag >>> 0);
      if (raw !== null && isValue(tag >>> 0, raw))
        values.set(tag >>> 0, known === undefined ? raw : streamOf(known, raw));
    },
  };
  const fields = reader.getFileData();
  const charset = charsetOf(objects.get(fields) ?? new Map());
  return {
    fields,
    propertiesOf: (object) => {
      const values = objects.get(object) ?? new Map<number, Uint8Array>();
      return new MapiProperties(values, charsetOf(values) ?? charset);
    },
    contentOf: (attachment) => reader.getAttachment(attachment).content,
  };
}

/** The library is a CommonJS module: Node gives its exports as the default, some loaders the class itself. */
function readerClass(): typeof msgReader.default {
  const library: unknown = msgReader;
  return typeof library === 'function' ? (library as typeof msgReader.default) : msgReader.default;
}

/**
 * Streams count; the table's eight bytes for them only tell their size, mostly followed by a small number.
 * Attachments are read when asked for.
 */
function isValue(tag: number, raw: Uint8Array): boolean {
  if (tag >>> 16 === ATTACHMENT_DATA) return false;
  const type = tag & 0xffff;
  if (type !== STRING8 && type !== UNICODE && type !== BINARY) return true;
  return raw.length !== TABLE_ENTRY_BYTES || Buffer.from(raw).readUInt32LE(4) > 4;
}

/** Of a property's stream and its entry in the table, in either order, the stream: the entry states its size. */
function streamOf(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length !== TABLE_ENTRY_BYTES) return one;
  if (other.length !== TABLE_ENTRY_BYTES) return other;
  const size = Buffer.from(one).readUInt32LE(0);
  // Strings count the zero at their end, which the stream leaves out.
  return size >= TABLE_ENTRY_BYTES && size <= TABLE_ENTRY_BYTES + 2 ? other : one;
}

/** PidTagMessageCodepage, else PidTagInternetCodepage: what strings that are not Unicode are written in. */
function charsetOf(values: Values): string | undefined {
  const properties = new MapiProperties(values, undefined);
  const codePages = [properties.integer(0x3ffd), properties.integer(0x3fde)];
  const known = codePages.filter((codePage) => codePage !== undefined && codePage !== 1200);
  return known.map((codePage) => codePageCharset(codePage ?? 0)).find((charset) => charset !== undefined);
}
