import type { FieldsData } from '@kenjiuno/msgreader';
import { codePageCharset } from '../code-pages.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { decompressRtf } from './compressed-rtf.ts';
import type { MapiProperties } from './msg-properties.ts';
import { KnownText } from './novel-text.ts';
import { readRtf } from './rtf-text.ts';
import { textOfHtml } from './text-part.ts';

/** Facts of appointments and contacts that stand beside the body. */
const facts: readonly (readonly [keyof FieldsData, string])[] = [
  ['apptStartWhole', 'Start'],
  ['apptEndWhole', 'End'],
  ['apptLocation', 'Location'],
  ['companyName', 'Company'],
  ['title', 'Title'],
  ['departmentName', 'Department'],
  ['businessTelephoneNumber', 'Business phone'],
  ['homeTelephoneNumber', 'Home phone'],
  ['mobileTelephoneNumber', 'Mobile phone'],
  ['email1EmailAddress', 'E-mail'],
  ['workAddress', 'Business address'],
  ['postalAddress', 'Postal address'],
];

/** The body of an Outlook item: plain text, and HTML or RTF as far as they say something else. */
export function msgBodyPieces(fields: FieldsData, properties: MapiProperties): string[] {
  const plain = properties.text(0x1000) ?? '';
  const formatted = htmlText(properties) ?? rtfText(properties) ?? '';
  const other = plain === '' ? formatted : new KnownText(plain).novelIn(formatted);
  return [factLines(fields), plain, other].filter((piece) => piece.trim() !== '');
}

function htmlText(properties: MapiProperties): string | undefined {
  const asString = properties.text(0x1013);
  if (asString !== undefined) return htmlToText(asString).text.text;
  const html = properties.binary(0x1013);
  if (html === undefined || html.length === 0) return undefined;
  return textOfHtml(html, codePageCharset(properties.integer(0x3fde) ?? 0));
}

function rtfText(properties: MapiProperties): string | undefined {
  const compressed = properties.binary(0x1009);
  if (compressed === undefined) return undefined;
  const { isHtml, text } = readRtf(decompressRtf(compressed));
  return isHtml ? htmlToText(text).text.text : text;
}

function factLines(fields: FieldsData): string {
  return facts
    .flatMap(([key, label]) => {
      const value = fields[key];
      return typeof value === 'string' && value.trim() !== '' ? [`${label}: ${value.trim()}`] : [];
    })
    .join('\n');
}
