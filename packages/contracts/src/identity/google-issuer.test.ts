import { expect, it } from 'vitest';
import { defaultGoogleIssuer, googleIssuer } from './google-issuer.ts';

it.each([
  defaultGoogleIssuer,
  'https://id.firm.example/realms/x',
  'http://127.0.0.1:4000',
  'http://[::1]:80',
])('takes %s as it stands', (issuer) => {
  expect(googleIssuer.parse(issuer)).toBe(issuer);
});

it.each([
  'accounts.google.com',
  'http://accounts.google.com',
  'http://127.0.0.1.evil.example',
  'ftp://127.0.0.1',
  'https://user@accounts.google.com',
  'https://accounts.google.com?a=b',
  'https://accounts.google.com#a',
])('refuses %s in one sentence', (issuer) => {
  expect(googleIssuer.safeParse(issuer).error?.issues).toHaveLength(1);
});
