import { legacyEncoding } from './encoding-legacy.ts';
import { decodeWide, wideEncoding } from './encoding-unicode.ts';
import { repairUtf8 } from './encoding-utf8-repair.ts';

/** Share of control characters above which bytes are taken for binary data; a single one is no sign of it. */
const MAX_CONTROL_SHARE = 0.005;
/** Share of code points without a character above which bytes are not in the encoding tried. */
const MAX_UNDEFINED_SHARE = 0.01;
/** The shifts between character sets of ISO-2022-JP (RFC 1468), in bytes that are all ASCII. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
const shiftToJapanese = /\x1b(?:\$[@B]|\(J)/;

interface DecodeOptions {
  /** The bytes may end in mid-character. */
  readonly partial?: boolean;
  /** The encoding that the file itself states, by any label of the web's; used where the bytes allow it. */
  readonly declared?: string | undefined;
}

/**
 * The text that the bytes hold, or undefined where they are no text. Unicode is told by its form: UTF-8, UTF-16
 * and UTF-32, with or without a byte order mark; single bytes that break UTF-8 are read as windows-1252. Other
 * bytes are in the encoding declared, else in the likeliest, which short texts leave open: Western ones are then
 * windows-1252. The byte order mark is dropped, nothing else is changed. Text never holds U+0000, which
 * PostgreSQL cannot store.
 */
export function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): string | undefined {
  const partial = options.partial === true;
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return plausible(decodeWide(bytes, wide, partial));
  if (bytes.includes(0)) return undefined;
  const utf8 = strictUtf8(bytes, partial);
  if (utf8 !== undefined)
    return plausible(shiftToJapanese.test(utf8) ? decode('iso-2022-jp', bytes, partial) : utf8);
  const repaired = plausible(repairUtf8(bytes));
  if (repaired !== undefined) return repaired;
  const declared = options.declared === undefined ? undefined : decodeDeclared(options.declared, bytes);
  return defined(declared) ?? defined(decode(legacyEncoding(bytes), bytes, partial));
}

function strictUtf8(bytes: Uint8Array, partial: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: partial });
  } catch {
    return undefined;
  }
}

function decode(encoding: string, bytes: Uint8Array, partial: boolean): string {
  return new TextDecoder(encoding).decode(bytes, { stream: partial });
}

/** A label that is unknown, or of Unicode (which the bytes are not in), says nothing. */
function decodeDeclared(label: string, bytes: Uint8Array): string | undefined {
  try {
    const decoder = new TextDecoder(label);
    return /^utf|^x-user/.test(decoder.encoding) ? undefined : decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function plausible(text: string | undefined): string | undefined {
  if (text === undefined || text.includes('\0')) return undefined;
  // DOS marked the end of a file.
  const end = text.endsWith('\x1a') ? text.length - 1 : text.length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  const controls = text.slice(0, end).match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls > Math.max(1, text.length * MAX_CONTROL_SHARE) ? undefined : text;
}

/** Text in an encoding in which nearly all of its bytes have a meaning. */
function defined(text: string | undefined): string | undefined {
  const undefinedOnes = text?.match(/[\ufffd\x80-\x84\x86-\x9f]/g)?.length ?? 0;
  return undefinedOnes > (text?.length ?? 0) * MAX_UNDEFINED_SHARE ? undefined : plausible(text);
}
