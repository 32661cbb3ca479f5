import { decodeText } from '@elenchus/core/parsing/decode-text';
import type { ParsedFile } from '@elenchus/core/parsing/parser-port';
import { corruptFile } from '../file-rejection.ts';
import { readMailHeader } from './email-header.ts';
import type { HeaderFields } from './header-fields.ts';
import { readMailBody } from './mail-body.ts';
import { mailText } from './mail-text.ts';
import { readMimePart } from './mime-part.ts';
import { normaliseMessage } from './normalise-message.ts';

const telling = ['from', 'to', 'subject', 'date', 'message-id', 'received', 'mime-version', 'content-type'];

/**
 * Reads an e-mail in Internet format (RFC 5322, MIME): text, header and attachments. Lenient: a file without any
 * header is read as text. Throws `corrupt` for data that is neither, `too_complex` beyond sane limits.
 */
export async function readEml(bytes: Uint8Array): Promise<ParsedFile> {
  const message = normaliseMessage(bytes);
  const root = readMimePart(message);
  const header = readMailHeader(root.fields);
  if (!isMail(root.fields)) {
    const text = decodeText(bytes);
    if (text === undefined) throw corruptFile('The file is named like an e-mail, but holds none.');
    return { extracted: mailText(header, [text]), email: header.email };
  }
  const body = readMailBody(root);
  return {
    extracted: mailText(header, body.pieces),
    title: header.email.subject,
    email: header.email,
    embedded: body.embedded,
  };
}

function isMail(fields: HeaderFields): boolean {
  return telling.some((name) => fields.raw(name) !== undefined);
}
