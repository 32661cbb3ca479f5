import { type EmlPart, multipart } from '@elenchus/adapters/document-parser/mail/testing/make-eml';

/** A file that is attached to a message; one that ends in `.eml` is attached as a message. */
export interface AttachedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** An e-mail with a plain body and attachments (RFC 5322, RFC 2046). */
export function makeMessage(
  subject: string,
  body: string,
  attached: readonly AttachedFile[] = [],
): Uint8Array<ArrayBuffer> {
  const header = [
    'From: Imogen Farrow <farrow@farrow.example>',
    'To: Tobias Renwick <renwick@bellwether.example>',
    `Subject: ${subject}`,
    'Date: Mon, 9 Jun 2025 15:27:00 -0400',
    `Message-ID: <${subject.replaceAll(' ', '.')}@farrow.example>`,
    'MIME-Version: 1.0',
  ];
  const parts = [{ header: ['Content-Type: text/plain; charset=utf-8'], body }, ...attached.map(partOf)];
  // A boundary of its own: a message inside of a message must not end the outer one.
  const message = multipart('mixed', parts, header, `=_${subject.replaceAll(' ', '_')}`);
  return new Uint8Array(Buffer.from(message, 'latin1'));
}

function partOf({ fileName, bytes }: AttachedFile): EmlPart {
  const disposition = `Content-Disposition: attachment; filename="${fileName}"`;
  if (fileName.endsWith('.eml')) {
    return {
      header: ['Content-Type: message/rfc822', disposition],
      body: Buffer.from(bytes).toString('latin1'),
    };
  }
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return {
    header: ['Content-Type: application/octet-stream', disposition, 'Content-Transfer-Encoding: base64'],
    body: lines.join('\r\n'),
  };
}
