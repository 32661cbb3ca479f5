import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from './compressed-rtf.ts';

const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replace(/\s/g, ''), 'hex'));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('decompressRtf', () => {
  // The two examples of [MS-OXRTFCP], 4.1.
  it.each([
    [
      '2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423 20af32068656c090020627705b06c647d0a800fa0',
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    ],
    ['1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}'],
  ])('undoes the compression', (digits, rtf) => {
    expect(text(decompressRtf(hex(digits)))).toBe(rtf);
  });

  it('passes on what is not compressed, as far as its header says', () => {
    expect(text(decompressRtf(hex('0f000000030000004d454c4100000000616263646566')))).toBe('abc');
  });

  it('yields no more than declared from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(100), (data, declared) => {
        const header = Buffer.alloc(16);
        header.writeUInt32LE(declared, 4);
        header.writeUInt32LE(0x75465a4c, 8);
        expect(decompressRtf(Buffer.concat([header, data])).length).toBeLessThanOrEqual(declared);
      }),
    );
  });
});
