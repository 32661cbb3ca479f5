import { describe, expect, it } from 'vitest';
import { readMsg } from './read-msg.ts';
import { makeMsg } from './testing/make-msg.ts';
import { opaqueSigned } from './testing/make-signed.ts';

const sentAt = new Date('2021-02-15T08:19:04Z');
const mail = {
  '001a': 'IPM.Note',
  '0037': 'Assignment of the lease',
  '0042': 'Ann Bell',
  '0065': '/O=FIRM/OU=EXCHANGE/CN=RECIPIENTS/CN=ABELL',
  '0c1a': 'Ann Bell',
  '5d01': 'ann@example.com',
  '0039': sentAt,
  '1000': 'Dear Carl,\r\n\r\nplease sign.\r\n',
};
const recipients = [
  { '3001': 'Carl Dunn', '3003': '/O=FIRM/CN=CDUNN', '39fe': 'carl@example.com', '0c15': 1 },
  { '3001': 'eve@example.com', '3003': 'eve@example.com', '0c15': 2 },
  { '3001': 'Finn', '3003': 'finn@example.com', '0c15': 3 },
];
const utf8 = (text: string) => new TextEncoder().encode(text);

/** An uncompressed PidTagRtfCompressed. */
function rtfProperty(rtf: string): Uint8Array {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(rtf.length + 12, 0);
  header.writeUInt32LE(rtf.length, 4);
  header.write('MELA', 8, 'latin1');
  return Buffer.concat([header, Buffer.from(rtf, 'latin1')]);
}

describe('an Outlook message', () => {
  it('tells its header, its text and its SMTP addresses', async () => {
    const parsed = await readMsg(makeMsg({ properties: mail, recipients }));
    expect(parsed.extracted.text).toBe(
      'Subject: Assignment of the lease\nFrom: Ann Bell <ann@example.com>\nTo: Carl Dunn <carl@example.com>\n' +
        'Cc: eve@example.com\nBcc: Finn <finn@example.com>\nDate: Mon, 15 Feb 2021 08:19:04 GMT\n\n' +
        'Dear Carl,\n\nplease sign.',
    );
    expect(parsed.email).toEqual({
      messageId: null,
      inReplyTo: null,
      references: [],
      from: 'Ann Bell <ann@example.com>',
      to: ['Carl Dunn <carl@example.com>'],
      cc: ['eve@example.com'],
      subject: 'Assignment of the lease',
      sentAt: '2021-02-15T08:19:04.000Z',
    });
  });

  it('takes a text from its stream, whatever the table of properties holds besides its size', async () => {
    for (const reserved of [1, 5, 0x12_ff_34, 0xffff_ffff]) {
      for (const body of ['Dear Carl, please sign the lease.', 'Yes.', 'No']) {
        const parsed = await readMsg(makeMsg({ properties: { '0037': 'Lease', '1000': body }, reserved }));
        expect(parsed.extracted.text).toBe(`Subject: Lease\n\n${body}`);
      }
      const eightBytes = { narrow: utf8('Dear Ann') };
      const parsed = await readMsg(
        makeMsg({ properties: { '0037': 'Lease', '1000': eightBytes }, reserved }),
      );
      expect(parsed.extracted.text).toBe('Subject: Lease\n\nDear Ann');
    }
  });

  it('takes the thread from the transport headers, else from its own properties', async () => {
    const headers =
      'Microsoft Mail Internet Headers Version 2.0\r\nMessage-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\nReferences: <r@x>\r\n <a@x>\r\n\r\n';
    const transported = await readMsg(makeMsg({ properties: { ...mail, '007d': headers } }));
    expect(transported.email).toMatchObject({
      messageId: 'b@x',
      inReplyTo: 'a@x',
      references: ['r@x', 'a@x'],
    });
    const own = await readMsg(makeMsg({ properties: { ...mail, '1035': '<c@x>', '1042': '<a@x>' } }));
    expect(own.email).toMatchObject({ messageId: 'c@x', inReplyTo: 'a@x', references: [] });
  });

  it('reads strings in the code page of the message', async () => {
    const properties = {
      ...mail,
      '0037': { narrow: Uint8Array.of(0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0) },
      '3ffd': 1251,
    };
    const parsed = await readMsg(makeMsg({ properties }));
    expect(parsed.email?.subject).toBe('Договор');
  });

  it('shows an HTML body only as far as it says more than the plain one', async () => {
    const html = (body: string) => ({ ...mail, '1013': utf8(`<p>Dear Carl,</p>${body}`), '3fde': 65001 });
    const same = await readMsg(makeMsg({ properties: html('<p>please sign.</p>') }));
    expect(same.extracted.text.match(/please sign/g)).toHaveLength(1);
    const other = await readMsg(makeMsg({ properties: html('<p>please sign.</p><p>Über alles</p>') }));
    expect(other.extracted.text).toContain('Über alles');
  });

  it('reads a body that is RTF alone', async () => {
    const { '1000': _, ...bare } = mail;
    const native =
      "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}}{\\*\\generator X;}\\f0 Caf\\'e9\\par \\f1\\'c4\\'e0\\par \\f0\\u8364?5\\tab{\\b bold}}";
    const text = (await readMsg(makeMsg({ properties: { ...bare, '1009': rtfProperty(native) } }))).extracted
      .text;
    expect(text).toContain('\n\nCafé\nДа\n€5\tbold');
    const wrapped =
      '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\f4 \\htmlrtf0 Please {\\*\\htmltag84 <b>}\\htmlrtf {\\b\\htmlrtf0 sign\\htmlrtf }\\htmlrtf0{\\*\\htmltag92 </b>}\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}}';
    const shown = (await readMsg(makeMsg({ properties: { ...bare, '1009': rtfProperty(wrapped) } })))
      .extracted;
    expect(shown.text).toMatch(/\n\nPlease sign$/);
  });

  it('marks what it repeats', async () => {
    const body =
      'I agree.\r\n\r\n-----Original Message-----\r\nFrom: Carl\r\nSent: Monday\r\nSubject: x\r\n\r\nDo you?';
    const { extracted } = await readMsg(makeMsg({ properties: { ...mail, '1000': body } }));
    const [range] = extracted.quoted ?? [];
    expect(extracted.text.slice(range?.start, range?.end)).toMatch(/^-----Original Message[\s\S]*Do you\?$/);
  });

  it('gives its attachments, and attached messages as files that can be read again', async () => {
    const parsed = await readMsg(
      makeMsg({
        properties: mail,
        attachments: [
          {
            '3705': 1,
            '3707': 'C:\\temp\\draft lease.docx',
            '3704': 'DRAFTL~1.DOC',
            '3701': utf8('docx bytes'),
          },
          {
            name: 'Re: fee/costs',
            message: { properties: { ...mail, '0037': 'Re: fee/costs' }, recipients },
          },
          { '3705': 2, '3707': 'far.pdf', '370d': '\\\\server\\far.pdf' },
        ],
      }),
    );
    const [document, message] = parsed.embedded ?? [];
    expect(parsed.embedded?.map(({ fileName }) => fileName)).toEqual([
      'draft lease.docx',
      'Re: fee-costs.msg',
    ]);
    expect(document?.content).toEqual(utf8('docx bytes'));
    expect((await readMsg(message?.content ?? new Uint8Array())).email).toMatchObject({
      subject: 'Re: fee/costs',
      to: ['Carl Dunn <carl@example.com>'],
    });
    expect(parsed.extracted.text).toContain('[Attachment that is not in the file: \\\\server\\far.pdf]');
  });

  it.each([
    ['kept in the file by its method', { '3705': 1 }, 1],
    ['of a method and place unknown', {}, 1],
    ['linked by its path alone', { '370d': '\\\\server\\far.pdf' }, 0],
    ['on the web', { '3705': 7 }, 0],
  ])('of attachments without content, one %s', async (_, properties, files) => {
    const file = makeMsg({ properties: mail, attachments: [{ '3707': 'far.pdf', ...properties }] });
    const { embedded, extracted } = await readMsg(file);
    expect(embedded).toHaveLength(files);
    expect(extracted.text).toMatch(files === 1 ? /content cannot be read: far/ : /not in the file: /);
  });

  it('reads the MIME content of a message signed in the clear', async () => {
    const mime =
      'Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSigned words\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxyz\r\n--b--\r\n';
    const { '1000': _, ...bare } = mail;
    const parsed = await readMsg(
      makeMsg({
        properties: { ...bare, '001a': 'IPM.Note.SMIME.MultipartSigned' },
        attachments: [{ '3705': 1, '3707': 'smime.p7m', '3701': utf8(mime) }],
      }),
    );
    expect(parsed.extracted.text).toMatch(/\n\nSigned words$/);
    expect(parsed.embedded?.map(({ fileName }) => fileName)).toEqual(['smime.p7m', 'smime.p7s']);
  });

  it('takes its body out of a signature around it', async () => {
    const signature = opaqueSigned('Content-Type: text/plain\r\n\r\nPlease sign.\r\n', { isOpen: true });
    const parsed = await readMsg(
      makeMsg({
        properties: { '001a': 'IPM.Note.SMIME', '0037': 'Lease' },
        attachments: [{ '3705': 1, '3707': 'smime.p7m', '3701': signature }],
      }),
    );
    expect(parsed.extracted.text).toBe('Subject: Lease\n\nPlease sign.');
    expect(parsed.embedded).toHaveLength(1);
  });

  it('says that it is encrypted', async () => {
    const parsed = await readMsg(
      makeMsg({
        properties: { ...mail, '001a': 'IPM.Note.SMIME' },
        attachments: [{ '3705': 1, '3707': 'smime.p7m', '3701': utf8('x') }],
      }),
    );
    expect(parsed.extracted.text).toContain('S/MIME');
    expect(parsed.embedded).toHaveLength(1);
  });
});

describe('a damaged file', () => {
  const whole = makeMsg({ properties: mail, recipients });

  it.each([
    ['nothing of an Outlook file', utf8('Dear Carl')],
    ['a container that ends early', whole.subarray(0, 600)],
    ['a container that holds something else', makeMsg({ properties: {} })],
  ])('%s is rejected as corrupt', async (_, bytes) => {
    await expect(readMsg(bytes)).rejects.toMatchObject({ name: 'FileRejection', code: 'corrupt' });
  });

  it('is rejected where a chain of sectors, or the directory, runs in a circle', async () => {
    const view = new DataView(whole.buffer);
    const fat = (view.getUint32(76, true) + 1) * 512;
    const directory = (view.getUint32(48, true) + 1) * 512;
    const first = view.getUint32(48, true);
    for (const [at, value] of [
      [fat + first * 4, first],
      [directory + 128 + 76, 1],
    ] as const) {
      const damaged = whole.slice();
      new DataView(damaged.buffer).setUint32(at, value, true);
      await expect(readMsg(damaged)).rejects.toMatchObject({ code: 'corrupt' });
    }
  });

  it('never makes it fail otherwise', async () => {
    for (let at = 512; at < whole.length; at += 97) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const outcome = await readMsg(damaged).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'FileRejection' });
      else expect(outcome).toHaveProperty('extracted');
    }
  });
});
