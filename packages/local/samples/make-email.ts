/** A file inside of an e-mail. */
export interface Attachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

const BOUNDARY = 'elenchus-sample-boundary';
const LINE_OCTETS = 76;

/** An e-mail with a plain body and one attachment (RFC 5322, RFC 2046). */
export function makeEmail(body: string, attachment: Attachment): Buffer {
  const encoded = attachment.content.toString('base64').match(new RegExp(`.{1,${LINE_OCTETS}}`, 'g')) ?? [];
  const lines = [
    'From: Imogen Farrow <farrow@farrow-tate.example>',
    'To: Tobias Renwick <renwick@bellwether.example>',
    'Cc: Priya Lindqvist <lindqvist@lindqvist-abara.example>',
    'Subject: Notice of default, Suite 300, 77 Quarry Street',
    'Date: Mon, 9 Jun 2025 15:27:00 -0400',
    'Message-ID: <notice-300@farrow-tate.example>',
    'In-Reply-To: <heaters-300@bellwether.example>',
    'References: <heaters-300@bellwether.example>',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...body.trimEnd().split('\n'),
    '',
    `--${BOUNDARY}`,
    `Content-Type: ${attachment.mediaType}; name="${attachment.fileName}"`,
    `Content-Disposition: attachment; filename="${attachment.fileName}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...encoded,
    `--${BOUNDARY}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
