import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTransfer } from './transfer-encoding.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('decodeTransfer', () => {
  it('undoes base64 broken into lines', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (data, width) => {
        const lines =
          Buffer.from(data)
            .toString('base64')
            .match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        expect(decodeTransfer(bytes(lines.join('\r\n')), 'base64')).toEqual(data);
      }),
    );
  });

  it('undoes quoted-printable with soft line breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const coded = [...data]
          .map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`)
          .join('=\r\n');
        expect(decodeTransfer(bytes(coded), 'quoted-printable')).toEqual(data);
      }),
    );
  });

  it('keeps what is no quoted-printable, and drops blanks at line ends', () => {
    expect(decodeTransfer(bytes('a=b =XY  \r\nc=20 \r\n='), 'quoted-printable')).toEqual(
      bytes('a=b =XY\nc \n'),
    );
  });

  it('undoes uuencode, and leaves other encodings alone', () => {
    expect(decodeTransfer(bytes('begin 644 a\n%:&5L;&\\\n`\nend\n'), 'x-uuencode')).toEqual(bytes('hello'));
    expect(decodeTransfer(bytes('=41'), '8bit')).toEqual(bytes('=41'));
  });
});
