import type { ExtractedText, QuotedRange } from '@elenchus/contracts/documents/extracted-text';
import { findQuotedRanges } from '@elenchus/core/mail/quoted-ranges';
import type { MailHeader } from './email-header.ts';
import { MAX_BODY_CHARACTERS, tooComplexMail } from './mail-limits.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/** The text of an e-mail: its header lines, an empty line, then the pieces of its body, with what they quote. */
export function mailText(header: MailHeader, pieces: readonly string[]): ExtractedText {
  const { email, bcc, date } = header;
  const lines = [
    ...line('Subject', email.subject),
    ...line('From', email.from),
    ...line('To', email.to.join(', ')),
    ...line('Cc', email.cc.join(', ')),
    ...line('Bcc', bcc.join(', ')),
    ...line('Date', date),
  ];
  let text = lines.join('\n');
  const quoted: QuotedRange[] = [];
  for (const piece of pieces) {
    const body = cleaned(piece);
    if (body === '') continue;
    if (text !== '') text += '\n\n';
    for (const { start, end } of findQuotedRanges(body)) {
      quoted.push({ start: text.length + start, end: text.length + end });
    }
    text += body;
    if (text.length > MAX_BODY_CHARACTERS) throw tooComplexMail('holds more than 50 million characters');
  }
  const source = text === '' ? ('blank' as const) : ('text' as const);
  const extracted = { text, pages: [{ page: 1, start: 0, end: text.length, source }], headings: [] };
  return quoted.length === 0 ? extracted : { ...extracted, quoted };
}

function line(name: string, value: string | null): string[] {
  const text = (value ?? '').replace(unusable, '').toWellFormed().replace(/\s+/g, ' ').trim();
  return text === '' ? [] : [`${name}: ${text}`];
}

/** Line breaks become LF, blanks at line ends and empty lines at both ends go, as do control characters. */
function cleaned(text: string): string {
  const lines = text
    .replace(/\r+\n|\r/g, '\n')
    .replace(unusable, '')
    .toWellFormed()
    .split('\n');
  const trimmed = lines.map((content) => content.trimEnd());
  const first = trimmed.findIndex((content) => content !== '');
  const last = trimmed.findLastIndex((content) => content !== '');
  return first === -1 ? '' : trimmed.slice(first, last + 1).join('\n');
}
