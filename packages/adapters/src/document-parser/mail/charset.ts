import { TextDecoder } from 'node:util';
import { codePageCharset } from '../code-pages.ts';
import { decodeSevenBit } from './seven-bit-charsets.ts';

/** Labels of the 8-bit default: under them UTF-8 is so common, and so plain to see, that it is looked for first. */
const unreliable =
  /^(?:|us-?ascii|ascii|ansi.*|iso[-_]?8859[-_]?1(?:-.*|:.*)?|latin-?1|windows-?1252|cp-?1252|unknown.*|x-unknown|default.*|8bit|binary|none|utf-?16.*|ucs-?2|unicode)$/;

/**
 * The characters of the bytes under a charset label as e-mails carry it. Never fails: a label that is unknown or
 * does not fit falls back to UTF-8, then to windows-1252; bytes without a character become U+FFFD.
 */
export function decodeCharset(bytes: Uint8Array, label: string | undefined): string {
  const charset = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  const byMark = byteOrderMark(bytes);
  if (byMark !== undefined) return new TextDecoder(byMark).decode(bytes);
  const sevenBit = decodeSevenBit(bytes, charset);
  if (sevenBit !== undefined) return sevenBit;
  const decoder = decoderFor(charset);
  const is16Bit = decoder?.encoding.startsWith('utf-16') === true;
  if (is16Bit && bytes.includes(0)) return new TextDecoder(decoder.encoding).decode(bytes);
  if (decoder === undefined || is16Bit || unreliable.test(charset) || decoder.encoding === 'utf-8') {
    return decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  }
  return decoder.decode(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) return 'utf-16be';
  return undefined;
}

/** Text cut off in mid-character, or with a few broken ones, is UTF-8 still. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return text;
  const sound = (text.match(/[^\0-\x7f\ufffd]/g) ?? []).length;
  return broken * 10 <= sound ? text : undefined;
}

function decoderFor(charset: string): TextDecoder | undefined {
  const plain = charset.replace(/^x-(?=gbk|big5|euc|utf|iso|windows|cp)/, '').replace(/^cs(?=iso|utf)/, '');
  const numbered = /^(?:cp|ms|ibm|windows|dos|code-?page)?[-_ ]?0?(\d{3,5})$/.exec(plain)?.[1];
  const candidates = [charset, plain, plain.replaceAll('_', '-'), plain.replace(/^(utf|iso)(?=\d)/, '$1-')];
  if (numbered !== undefined) candidates.push(codePageCharset(Number(numbered)) ?? '');
  const alias = aliases.get(plain.replaceAll(/[-_ ]/g, ''));
  if (alias !== undefined) candidates.push(alias);
  for (const candidate of candidates) {
    try {
      const decoder = new TextDecoder(candidate);
      // "replacement" stands for charsets that browsers refuse; it would drop the text.
      if (decoder.encoding !== 'replacement') return decoder;
    } catch {
      // Not a label of the Encoding Standard: the next spelling may be.
    }
  }
  return undefined;
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['iso88598i', 'iso-8859-8-i'],
  ['iso88598e', 'iso-8859-8'],
  ['iso2022jp1', 'iso-2022-jp'],
  ['iso2022jp2', 'iso-2022-jp'],
  ['iso2022jpms', 'iso-2022-jp'],
  ['junet', 'iso-2022-jp'],
  ['eucjp', 'euc-jp'],
  ['euckr', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['johab', 'euc-kr'],
  ['ksc56011987', 'euc-kr'],
  ['euccn', 'gbk'],
  ['shiftjis', 'shift_jis'],
  ['tis620', 'windows-874'],
  ['macroman', 'macintosh'],
  ['applemacintosh', 'macintosh'],
]);
