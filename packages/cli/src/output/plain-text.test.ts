import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

it('leaves nothing that steers a terminal or turns text around', () => {
  expect(plainText('a\u001b[2Jb\u009b31mc')).toBe('a\ufffd[2Jb\ufffd31mc');
  expect(plainText('invoice\u202efdp.exe\u2066')).toBe('invoice\ufffdfdp.exe\ufffd');
  expect(plainText('one\r\ntwo\tthree\u2028four')).toBe('one two three four');
  const steering = /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => !steering.test(plainText(text))),
    { numRuns: 1000 },
  );
});

it('leaves all else as it is', () => {
  expect(plainText('Müller & 株式会社 👩‍⚖️ שלום')).toBe('Müller & 株式会社 👩‍⚖️ שלום');
});
