import { htmlToText } from '../html/html-to-text.ts';
import { decodeCharset } from './charset.ts';
import { unflow } from './flowed-text.ts';
import { MAX_BODY_CHARACTERS, tooComplexMail } from './mail-limits.ts';
import type { MimePart } from './mime-part.ts';

const META_BYTES = 4096;

/** The text of a part that is shown: plain, HTML, or one of the kinds that are text with a little markup. */
export function textOfPart(part: MimePart): string {
  const { value, parameters } = part.contentType;
  const content = part.content();
  if (content.length > 2 * MAX_BODY_CHARACTERS) throw tooComplexMail('holds more than 100 MB of text');
  if (value === 'text/html') return textOfHtml(content, parameters.get('charset'));
  const text = decodeCharset(content, parameters.get('charset'));
  if (value === 'text/enriched' || value === 'text/richtext') return withoutMarkup(text);
  const isFlowed = parameters.get('format')?.toLowerCase() === 'flowed';
  return isFlowed ? unflow(text, parameters.get('delsp')?.toLowerCase() === 'yes') : text;
}

/** The text of an HTML body; without a charset of its own it may name one in its head. */
export function textOfHtml(content: Uint8Array, charset: string | undefined): string {
  return htmlToText(decodeCharset(content, charset ?? metaCharset(content))).text.text;
}

function metaCharset(content: Uint8Array): string | undefined {
  const head = Buffer.from(content.subarray(0, META_BYTES)).toString('latin1');
  return /<meta[^>]{0,200}?charset\s?=\s?["']?([\w:.-]{1,40})/i.exec(head)?.[1];
}

/** text/enriched (RFC 1896): commands in angle brackets, "<<" for the bracket itself, one line break for a blank. */
function withoutMarkup(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/<param>[^<]{0,500}<\/param>/gi, '')
    .replace(/<nl>/gi, '\n')
    .replace(/<(?:<|lt>)/gi, '\u0000')
    .replace(/<\/?[a-z][^<>]{0,100}>/gi, '')
    .replace(/\n(\n*)/g, (_, more: string) => (more === '' ? ' ' : more))
    .replaceAll('\u0000', '<');
}
