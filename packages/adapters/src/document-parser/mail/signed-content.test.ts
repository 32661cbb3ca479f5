import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signedContent } from './signed-content.ts';
import { opaqueSigned } from './testing/make-signed.ts';

const message = 'Content-Type: text/plain\r\n\r\nPlease sign the lease.\r\n';

test.each([
  ['of known lengths', message, {}],
  ['of open lengths', message, { isOpen: true }],
  ['in pieces', message, { isOpen: true, pieceBytes: 7 }],
  ['of a length in several bytes', message.repeat(2000), {}],
])('the content is taken out of a signature %s', (_, content, form) => {
  const found = signedContent(opaqueSigned(content, form));
  expect(Buffer.from(found ?? []).toString('latin1')).toBe(content);
});

test('what is not signed, or holds no content, gives none', () => {
  const encrypted = opaqueSigned(message, { contentType: 3 });
  expect(signedContent(encrypted)).toBeUndefined();
  expect(signedContent(opaqueSigned(undefined, {}))).toBeUndefined();
  expect(signedContent(Buffer.from(message))).toBeUndefined();
  expect(signedContent(new Uint8Array())).toBeUndefined();
});

test('damaged and endless nestings give none, and never throw', () => {
  const whole = opaqueSigned(message, { isOpen: true, pieceBytes: 7 });
  for (let length = 0; length < 40; length += 1) {
    expect(signedContent(whole.subarray(0, length))).toBeUndefined();
  }
  expect(signedContent(Buffer.from('3080'.repeat(100_000), 'hex'))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const damaged = Buffer.from(whole);
      damaged[at] = value;
      expect(signedContent(damaged)?.length ?? 0).toBeLessThanOrEqual(whole.length);
    }),
  );
});
