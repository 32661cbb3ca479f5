import { decodeWords } from 'postal-mime';
import { decodeCharset } from './charset.ts';

/** A header field; the value is the unfolded line as bytes, one character for each byte. */
export interface HeaderLine {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** The fields of one header, in the order of the message. */
export class HeaderFields {
  readonly lines: readonly HeaderLine[];

  constructor(lines: readonly HeaderLine[]) {
    this.lines = lines;
  }

  /** The first field of the name, as bytes; undefined if there is none. */
  raw(name: string): string | undefined {
    return this.lines.find((line) => line.name === name)?.value;
  }

  /** All fields of the name joined by commas: for address lists, which some senders repeat. */
  rawList(name: string): string {
    return this.lines
      .filter((line) => line.name === name)
      .map((line) => line.value)
      .join(', ');
  }

  /** The field as text: encoded words (RFC 2047) decoded, white space folded; undefined where it is empty. */
  text(name: string): string | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return undefined;
    const text = decodeWords(headerText(raw)).replace(/\s+/g, ' ').trim();
    return text === '' ? undefined : text;
  }
}

/** The characters of a header's bytes: those outside ASCII are against the rules, but UTF-8 or windows-1252. */
export function headerText(raw: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC opens a shift of ISO-2022-JP
  if (!/[\x80-\xff]|\x1b\$/.test(raw)) return raw;
  const isIso2022 = raw.includes('\x1b$');
  return decodeCharset(Buffer.from(raw, 'latin1'), isIso2022 ? 'iso-2022-jp' : undefined);
}
