import { describe, expect, it } from 'vitest';
import { readEml } from './read-eml.ts';
import { type EmlPart, emlBytes, multipart, multipartAsPart } from './testing/make-eml.ts';
import { opaqueSigned } from './testing/make-signed.ts';

const header = ['From: Ann <ann@example.com>', 'To: carl@example.com', 'Subject: Fee'];
const plain = (body: string, ...more: string[]): EmlPart => ({
  header: ['Content-Type: text/plain', ...more],
  body,
});
const html = (body: string, ...more: string[]): EmlPart => ({
  header: ['Content-Type: text/html', ...more],
  body,
});
const file = (type: string, name: string, body = 'bytes'): EmlPart => ({
  header: [`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`],
  body,
});

async function read(message: string) {
  const parsed = await readEml(emlBytes(message));
  const body = parsed.extracted.text.split('\n\n').slice(1).join('\n\n');
  return { ...parsed, body, names: parsed.embedded?.map(({ fileName }) => fileName) };
}

describe('the header', () => {
  it('opens the text and is told apart', async () => {
    const message = [
      'From: "Bell, Ann" <ann@example.com>',
      'To: =?utf-8?Q?J=C3=BCrgen?= <j@example.com>,',
      '\tTeam: x@example.com, y@example.com;',
      'Cc: carl@example.com (Carl)',
      'Subject: =?iso-8859-1?Q?Geb=FChr?=',
      ' =?utf-8?B?4oKs?=',
      'Date: Mon, 26 Nov 2001 13:15:06 -0800 (PST)',
      'Message-ID: <b@x>',
      'In-Reply-To: <a@x>',
      'References: <r@x> <a@x>',
      '',
      'Text',
    ].join('\r\n');
    const parsed = await read(message);
    expect(parsed.extracted.text).toBe(
      'Subject: Gebühr€\nFrom: Bell, Ann <ann@example.com>\nTo: Jürgen <j@example.com>, x@example.com, y@example.com\n' +
        'Cc: Carl <carl@example.com>\nDate: Mon, 26 Nov 2001 13:15:06 -0800 (PST)\n\nText',
    );
    expect(parsed.email).toEqual({
      messageId: 'b@x',
      inReplyTo: 'a@x',
      references: ['r@x', 'a@x'],
      from: 'Bell, Ann <ann@example.com>',
      to: ['Jürgen <j@example.com>', 'x@example.com', 'y@example.com'],
      cc: ['Carl <carl@example.com>'],
      subject: 'Gebühr€',
      sentAt: '2001-11-26T21:15:06.000Z',
    });
  });

  it('is all the text of a message without a body', async () => {
    expect((await read(`${header.join('\n')}\n`)).extracted.text).toBe(
      'Subject: Fee\nFrom: Ann <ann@example.com>\nTo: carl@example.com',
    );
  });

  it.each([
    ['raw UTF-8', 'Subject: Geb\xc3\xbchr', 'Gebühr'],
    ['raw windows-1252', 'Subject: Geb\xfchr', 'Gebühr'],
    ['raw ISO-2022-JP', 'Subject: \x1b$B7@Ls\x1b(B', '契約'],
    ['a character split over two words', 'Subject: =?utf-8?B?w7w=?= =?utf-8?Q?=C3?=\n =?utf-8?Q?=BC?=', 'üü'],
  ])('reads %s', async (_, line, subject) => {
    expect((await read(`${line}\n\nText`)).email?.subject).toBe(subject);
  });

  it('ends where the body begins without an empty line', async () => {
    const parsed = await read('From: a@x\nSubject: Fee\nDear Carl,\nplease pay.\n\nAnn');
    expect(parsed.email?.subject).toBe('Fee');
    expect(parsed.body).toBe('Dear Carl,\nplease pay.\n\nAnn');
  });

  it('goes on behind a line that is rubbish', async () => {
    const parsed = await read('From: a@x\nrubbish\nSubject: Fee\n\nText');
    expect([parsed.email?.subject, parsed.body]).toEqual(['Fee', 'Text']);
  });
});

describe('the file', () => {
  const message = 'From: a@x\r\nSubject: Fee\r\n\r\nText\r\n';

  it.each([
    ['a mailbox line', emlBytes(`From a@x Mon Nov 26 13:15:06 2001\r\n${message}`)],
    ['empty lines and a byte order mark', emlBytes(`\xef\xbb\xbf\r\n\r\n${message}`)],
    ['carriage returns alone', emlBytes(message.replaceAll('\n', ''))],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${message}`, 'utf16le'))],
  ])('may come with %s', async (_, bytes) => {
    const parsed = await readEml(bytes);
    expect(parsed.extracted.text).toBe('Subject: Fee\nFrom: a@x\n\nText');
  });

  it('is read as text where it has no header', async () => {
    expect((await readEml(emlBytes('Dear Carl,\n\nplease pay.'))).extracted.text).toBe(
      'Dear Carl,\n\nplease pay.',
    );
  });

  it('is rejected as corrupt where it is no text at all', async () => {
    const bytes = Uint8Array.from({ length: 500 }, (_, index) => index % 256);
    await expect(readEml(bytes)).rejects.toMatchObject({ code: 'corrupt' });
  });
});

describe('the body', () => {
  it('shows plain text once, and of HTML what says something else', async () => {
    const same = multipart(
      'alternative',
      [plain('Please  pay\nnow.'), html('<p>Please <b>pay</b> now.</p>')],
      header,
    );
    expect((await read(same)).body).toBe('Please  pay\nnow.');
    const other = multipart(
      'alternative',
      [plain('One\n\nTwo\n\nThree'), html('<p>One</p><p>Two</p><p>Three, less 5 %</p>')],
      header,
    );
    expect((await read(other)).body).toBe('One\n\nTwo\n\nThree\n\nThree, less 5 %');
    expect((await read(multipart('alternative', [plain(' '), html('<p>Only here</p>')], header))).body).toBe(
      'Only here',
    );
  });

  it('goes on behind attachments, in order', async () => {
    const parsed = await read(
      multipart(
        'mixed',
        [plain('First'), file('application/pdf', 'a.pdf'), plain('Second'), html('<p>Third</p>')],
        header,
      ),
    );
    expect(parsed.body).toBe('First\n\nSecond\n\nThird');
    expect(parsed.names).toEqual(['a.pdf']);
  });

  it('shows text of a kind that is not known as plain text, unless it is a file', async () => {
    const unknown = { header: ['Content-Type: text/x-minutes'], body: 'Present: Ann' };
    const table = { header: ['Content-Type: text/csv'], body: 'a,b' };
    const parsed = await read(
      multipart('mixed', [plain('See below.'), unknown, file('text/x-log', 'a.log'), table], header),
    );
    expect(parsed.body).toBe('See below.\n\nPresent: Ann');
    expect(parsed.names).toEqual(['a.log', 'attachment-2.csv']);
    const alone = await read(`${header.join('\n')}\nContent-Type: text/x-minutes\n\nPresent: Ann`);
    expect(alone.body).toBe('Present: Ann');
  });

  it.each([
    ['iso-2022-jp', '\x1b$B7@Ls\x1b(B', '契約'],
    ['koi8-r', '\xe4\xcf\xc7\xcf\xd7\xcf\xd2', 'Договор'],
    ['gb2312', '\xba\xcf\xcd\xac', '合同'],
    ['ks_c_5601-1987', '\xb0\xe8\xbe\xe0', '계약'],
    ['cp932', '\x8c\x5f\x96\xf1', '契約'],
    ['utf-7', 'Geb+APw-hr +- 1', 'Gebühr + 1'],
    ['iso-2022-kr', '\x1b$)C\x0e0h>`\x0f 1', '계약 1'],
    ['hz-gb-2312', '~{:OM,~} ~~1', '合同 ~1'],
    ['no-such-charset', 'Geb\xc3\xbchr', 'Gebühr'],
    ['us-ascii', 'Geb\xfchr', 'Gebühr'],
    ['iso-8859-1', 'Geb\xc3\xbchr', 'Gebühr'],
    ['utf-8', 'Geb\xfchr', 'Gebühr'],
  ])('is decoded from %s', async (charset, bytes, text) => {
    const parsed = await read(
      `${header.join('\n')}\nContent-Type: text/plain; charset="${charset}"\n\n${bytes}\n`,
    );
    expect(parsed.body).toBe(text);
  });

  it('is decoded from its transfer encoding, and unfolded', async () => {
    const quoted = `Content-Transfer-Encoding: Quoted-Printable\n\nGeb=C3=\n=BChr = 5=20\nnext`;
    expect((await read(`${header.join('\n')}\n${quoted}`)).body).toBe('Gebühr = 5\nnext');
    const flowed = `Content-Type: text/plain; format=flowed\n\nOne \ntwo\n> three \n> four\n  five\n-- \nAnn`;
    expect((await read(`${header.join('\n')}\n${flowed}`)).body).toBe(
      'One two\n> three four\n five\n--\nAnn',
    );
  });

  it('marks what it repeats, by its place in the whole text', async () => {
    const { extracted } = await read(`${header.join('\n')}\n\nYes.\n\n> Do you agree?\n`);
    const [range] = extracted.quoted ?? [];
    expect(extracted.text.slice(range?.start, range?.end)).toBe('> Do you agree?');
  });

  it('shows delivery reports and enriched text, and an invitation where nothing else is said', async () => {
    const report = { header: ['Content-Type: message/delivery-status'], body: 'Action: failed' };
    expect((await read(multipart('report', [plain('Not delivered'), report], header))).body).toBe(
      'Not delivered\n\nAction: failed',
    );
    const enriched = 'Content-Type: text/enriched\n\n<bold>Pay</bold> <<now>\nplease\n\nAnn';
    expect((await read(`${header.join('\n')}\n${enriched}`)).body).toBe('Pay <now> please\nAnn');
    const calendar =
      'BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY:Hear\r\n ing\\, first\r\nDTSTART;TZID="Europe/Berlin":20240102T100000\r\nATTENDEE;CN=Carl:mailto:carl@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR';
    const parsed = await read(`${header.join('\r\n')}\r\nContent-Type: text/calendar\r\n\r\n${calendar}`);
    expect(parsed.body).toBe(
      'Event: Hearing, first\nStart: 2024-01-02 10:00 Europe/Berlin\nAttendee: Carl <carl@example.com>',
    );
    expect(parsed.names).toEqual(['attachment-1.ics']);
  });

  it('is taken out of a signature around it, but not out of many', async () => {
    const inner = multipart('mixed', [plain('Please sign.'), file('application/pdf', 'a.pdf')]);
    const wrapped = (content: string) =>
      `Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n${opaqueSigned(content, {}).toString('base64')}`;
    const parsed = await read(`${header.join('\n')}\n${wrapped(inner)}`);
    expect(parsed.body).toBe('Please sign.');
    expect(parsed.names).toEqual(['smime.p7m', 'a.pdf']);
    const four = wrapped(wrapped(wrapped(wrapped(inner))));
    expect((await read(`${header.join('\n')}\n${four}`)).body).toContain('kept as an attachment');
  });

  it('says that it is encrypted', async () => {
    const smime = `${header.join('\n')}\nContent-Type: application/pkcs7-mime; name=smime.p7m; smime-type=enveloped-data\n\nxyz`;
    const parsed = await read(smime);
    expect(parsed.body).toContain('encrypted');
    expect(parsed.names).toEqual(['smime.p7m']);
  });
});

describe('attachments', () => {
  it('are everything that is not shown, with safe names', async () => {
    const parts: EmlPart[] = [
      multipartAsPart('related', [
        html('<img src="cid:1">'),
        { header: ['Content-Type: image/png', 'Content-ID: <1>'], body: 'png' },
      ]),
      file('application/octet-stream', '..\\\\..\\\\C:\\\\x\\\\draft.docx'),
      file('text/plain', '=?utf-8?Q?Geb=C3=BChr.txt?='),
      {
        header: ["Content-Type: application/pdf; name*0*=utf-8''Geb%C3%BC; name*1=hr;", ' name*2=.pdf'],
        body: 'pdf',
      },
      { header: ['Content-Type: application/ms-tnef; name=winmail.dat'], body: 'tnef' },
    ];
    const parsed = await read(multipart('mixed', parts, header));
    expect(parsed.names).toEqual([
      'attachment-1.png',
      'draft.docx',
      'Gebühr.txt',
      'Gebühr.pdf',
      'winmail.dat',
    ]);
  });

  it('are decoded, padding in the middle and foreign characters aside', async () => {
    const part = {
      header: ['Content-Type: application/pdf; name=a.pdf', 'Content-Transfer-Encoding: base64'],
      body: 'SGVs\r\nbG8=\r\n!!IHdvcmxk',
    };
    const parsed = await read(multipart('mixed', [part], header));
    expect(Buffer.from(parsed.embedded?.[0]?.content ?? []).toString()).toBe('Hello world');
  });

  it('may be messages, kept whole under their subject', async () => {
    const inner = multipart(
      'mixed',
      [plain('Inner'), file('application/pdf', 'deep.pdf')],
      ['Subject: Re: a/b', 'From: c@x'],
      'in',
    );
    const message = { header: ['Content-Type: message/rfc822'], body: inner };
    const parsed = await read(multipart('mixed', [plain('Outer'), message], header, 'out'));
    expect(parsed.body).toBe('Outer');
    expect(parsed.names).toEqual(['Re: a-b.eml']);
    const nested = await readEml(parsed.embedded?.[0]?.content ?? new Uint8Array());
    expect(nested.extracted.text).toBe('Subject: Re: a/b\nFrom: c@x\n\nInner');
    expect(nested.embedded).toHaveLength(1);
  });

  it('may be the whole message', async () => {
    const parsed = await read(
      'From: a@x\nContent-Type: image/png; name=s.png\nContent-Transfer-Encoding: base64\n\niVBO',
    );
    expect([parsed.body, parsed.names]).toEqual(['', ['s.png']]);
  });
});
