import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const words = fc
  .string({ unit: 'grapheme', maxLength: 300, size: 'max' })
  .map((text) => text.replace(/\p{Cc}/gu, '\n'));

test('what was written in UTF-8 is read unchanged, without its byte order mark', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, marked) => {
      // A byte order mark of its own in front would be taken for one.
      fc.pre(!text.startsWith('\ufeff'));
      expect(decodeText(Buffer.from(`${marked ? '\ufeff' : ''}${text}`))).toBe(text);
    }),
  );
});

test('what was written in UTF-16 with a byte order mark is read unchanged', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, bigEndian) => {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
      expect(decodeText(bigEndian ? bytes.swap16() : bytes)).toBe(text);
    }),
  );
});

test('plain Western text in UTF-16 needs no byte order mark', () => {
  const text = 'This Agreement is made as of May 1, 2020.';
  expect(decodeText(Buffer.from(text, 'utf16le'))).toBe(text);
  expect(decodeText(Buffer.from(text, 'utf16le').swap16())).toBe(text);
});

test('bytes that are no UTF-8 are windows-1252', () => {
  expect(decodeText(Buffer.from('\x93smart\x94 quotes, k\xf6nnen', 'latin1'))).toBe('“smart” quotes, können');
});

test.each([
  ['a NUL', 'some text\0 and more'],
  ['many control characters', 'text \x01\x02\x03'],
  ['bytes that windows-1252 has no character for', 'text \x81\xff'],
])('%s is not text', (_, bytes) => {
  expect(decodeText(Buffer.from(bytes, 'latin1'))).toBeUndefined();
});

test('text never holds U+0000', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(decodeText(bytes) ?? '').not.toContain('\0');
    }),
    { numRuns: 2000 },
  );
});
