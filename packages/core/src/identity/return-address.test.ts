import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ValidationError } from '../platform/errors.ts';
import { requireReturnAddress, withFragment } from './return-address.ts';

const origins = ['https://app.example', 'http://localhost:5173'];

it.each([
  ['https://app.example', 'https://app.example/'],
  ['https://app.example/after?x=1&y=a%20b', 'https://app.example/after?x=1&y=a%20b'],
  ['HTTPS://APP.EXAMPLE:443/a/../b', 'https://app.example/b'],
  ['http://localhost:5173/login', 'http://localhost:5173/login'],
])('returns to %s', (text, expected) => {
  expect(requireReturnAddress(text, origins)).toBe(expected);
});

it.each([
  'https://evil.example/',
  '//evil.example',
  '/app',
  'app',
  'https:app.example',
  'https:/app.example/',
  'https://app.example@evil.example/',
  'https://app.example:secret@evil.example/',
  'https://user@app.example/',
  'https://app.example.evil.example/',
  'https://app.example:444/',
  'http://app.example/',
  'http://localhost/',
  'https://app.example\\@evil.example/',
  'https:\\\\app.example\\',
  'https://evil.example\\.app.example/',
  ' https://app.example/',
  'https://app.example/\n',
  'https://app.exam\tple/',
  'https://app.example/\u0000',
  'https://app.example/#/login',
  'https://app.example/#',
  'javascript:alert(1)//https://app.example/',
  'data:text/html,x',
  'blob:https://app.example/x',
  'null',
])('refuses to return to %j', (text) => {
  expect(() => requireReturnAddress(text, [...origins, 'null'])).toThrow(ValidationError);
});

it('never leaves the origins, whatever the address looks like', () => {
  const piece = fc.constantFrom(
    'https:',
    'http:',
    '/',
    '//',
    '\\',
    '@',
    '#',
    '?',
    ':',
    '.',
    '443',
    '\t',
    '%2f',
  );
  const host = fc.constantFrom('app.example', 'evil.example', 'localhost:5173', 'ａpp.example', '127.1');
  const text = fc.array(fc.oneof(piece, host, fc.string({ maxLength: 3 })), { maxLength: 8 });
  fc.assert(
    fc.property(
      text.map((parts) => parts.join('')),
      fc.boolean(),
      (rest, isPrefixed) => {
        const address = isPrefixed ? `https://app.example${rest}` : rest;
        try {
          const url = new URL(withFragment(requireReturnAddress(address, origins), { accessToken: 'a' }));
          expect(origins).toContain(url.origin);
          expect([url.username, url.password, url.hash]).toEqual(['', '', '#accessToken=a']);
        } catch (error) {
          expect(error).toBeInstanceOf(ValidationError);
        }
      },
    ),
    { numRuns: 500 },
  );
});
