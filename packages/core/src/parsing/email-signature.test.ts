import { expect, test } from 'vitest';
import { looksLikeEmail } from './email-signature.ts';

test.each([
  'From: a@b.example\r\nTo: c@d.example\r\n\r\nText',
  '\n\nDate: Mon, 26 Nov 2001 13:15:06 -0800\nSubject: x\n',
  'From a@b.example Tue May 10 11:28:07 2005\nReturn-Path: <a@b.example>\n',
  'X-Mailer: x\nReceived: from a by b\n',
  'Received: from a\n\tby b\nMIME-Version: 1.0',
])('%j is an e-mail', (text) => {
  expect(looksLikeEmail(text)).toBe(true);
});

test.each([
  'To: all staff',
  'From here on: nothing',
  'Dear Sir,\n\nSubject: x\nFrom: y\n',
  'Name: x\nAddress: y\n',
  'content-type: text/plain\n',
  '',
])('%j is none', (text) => {
  expect(looksLikeEmail(text)).toBe(false);
});

test('a header without end is read in no time', () => {
  const started = performance.now();
  expect(looksLikeEmail(`${'X:'.repeat(1_000_000)}${'\n a'.repeat(1_000_000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
