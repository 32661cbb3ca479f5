import { expect, it } from 'vitest';
import { mailFrom } from './mail-from.ts';

it.each([
  'mail@example.com',
  'Elenchus <mail@example.com>',
  'Müller & Söhne, Kanzlei <post@kanzlei.example>',
])('takes %s', (value) => {
  expect(mailFrom.parse(value)).toBe(value);
});

it.each([
  '',
  'Elenchus',
  'Elenchus <mail>',
  'mail@example.com\r\nBcc: eve@x.example',
  'A\nB <mail@example.com>',
  'a@x.example, b@x.example',
  `${'a'.repeat(320)}@x.example`,
])('refuses %j', (value) => {
  expect(mailFrom.safeParse(value).success).toBe(false);
});
