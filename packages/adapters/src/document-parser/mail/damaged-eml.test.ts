import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEml } from './read-eml.ts';
import { type EmlPart, emlBytes, multipart, multipartAsPart } from './testing/make-eml.ts';

const header = ['From: a@x', 'Subject: x'];
const plain = (body: string): EmlPart => ({ header: ['Content-Type: text/plain'], body });
const file = (type: string, name: string): EmlPart => ({
  header: [`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`],
  body: 'bytes',
});

async function read(message: string) {
  const parsed = await readEml(emlBytes(message));
  return { ...parsed, body: parsed.extracted.text.split('\n\n').slice(1).join('\n\n') };
}

describe('damaged and hostile messages', () => {
  it('finds the parts without a closing boundary, with a wrong one or with none named', async () => {
    const open = 'Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b\n\nTwo';
    expect((await read(open)).body).toBe('One\n\nTwo');
    const unnamed =
      'Subject: x\nContent-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\nOne\n--zz--';
    expect((await read(unnamed)).body).toBe('One');
    const lost = 'Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nOnly text';
    expect((await read(lost)).body).toBe('Only text');
  });

  it('ends a header without an empty line behind it at the first boundary', async () => {
    const part = '--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nT25l\n--b--\n';
    for (const end of ['', ' \n', '\t\n \n', 'rubbish\n']) {
      const message = `Content-Type: multipart/mixed; boundary=b\nSubject: x\n${end}${part}`;
      expect((await read(message)).body).toBe('One');
    }
  });

  it('ends an inner multipart at the boundary of the outer one', async () => {
    const inner = multipartAsPart('alternative', [plain('Inner')]);
    const cut = { ...inner, body: inner.body.replace(/--=_alternative--\r\n$/, '') };
    expect((await read(multipart('mixed', [cut, plain('Outer')], header))).body).toBe('Inner\n\nOuter');
  });

  it('undoes the encoding of a multipart as a whole', async () => {
    const whole = Buffer.from('--b\n\nOne\n--b--\n').toString('base64');
    const message = `Subject: x\nContent-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n${whole}`;
    expect((await read(message)).body).toBe('One');
  });

  it.each([
    [
      'parts',
      multipart(
        'mixed',
        Array.from({ length: 10_001 }, () => plain('')),
      ),
    ],
    [
      'attachments',
      multipart(
        'mixed',
        Array.from({ length: 1001 }, () => file('a/b', 'c')),
      ),
    ],
    [
      'levels',
      Array.from(
        { length: 200 },
        (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
      ).join(''),
    ],
    [
      'lost boundaries',
      `Content-Type: multipart/mixed; boundary=b\n\n${Array.from({ length: 60 }, (_, n) => `--b\nContent-Type: multipart/mixed; boundary=z${n}\n\n`).join('')}`,
    ],
    ['bytes of header', `Subject: x\n${' folded\n'.repeat(1_200_000)}\n`],
  ])('rejects too many %s as too complex', async (_, message) => {
    await expect(read(message)).rejects.toMatchObject({ name: 'FileRejection', code: 'too_complex' });
  });

  it('takes time in proportion to its length', async () => {
    const message = `To: ${'<a@b>,"'.repeat(20_000)}\nSubject: ${'=?a?Q?'.repeat(20_000)}\nContent-Type: text/plain; ${'a="\\'.repeat(20_000)}\n\n${'--\n'.repeat(20_000)}`;
    const startedAt = performance.now();
    expect((await read(message)).email).toBeDefined();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('never fail otherwise, wherever bytes are lost or changed', async () => {
    const inner = multipartAsPart('related', [plain('One'), file('image/png', 'a.png')]);
    const message = multipart(
      'mixed',
      [inner, { header: ['Content-Type: message/rfc822'], body: 'Subject: y\n\nz' }],
      header,
    );
    const whole = emlBytes(message);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(40),
        fc.uint8Array({ maxLength: 8 }),
        async (at, lost, added) => {
          const bytes = Buffer.concat([whole.subarray(0, at), added, whole.subarray(at + lost)]);
          const outcome = await readEml(new Uint8Array(bytes)).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'FileRejection' });
          else expect(outcome).toHaveProperty('extracted.text');
        },
      ),
    );
  });
});
