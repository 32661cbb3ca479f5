import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apiKeyPrefix, hashApiKeySecret, isApiKeySecret, newApiKeySecret } from './api-key-secret.ts';

it('makes secrets that it knows again, each another one', () => {
  const secrets = Array.from({ length: 200 }, newApiKeySecret);
  expect(secrets.every(isApiKeySecret)).toBe(true);
  expect(new Set(secrets).size).toBe(200);
  for (const secret of secrets) expect(secret).toMatch(/^elk_[0-9A-Za-z]{36}$/);
});

it('refuses any secret of which one character was changed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 39 }), fc.constantFrom(...'0Az9'), (at, character) => {
      const secret = newApiKeySecret();
      const changed = `${secret.slice(0, at)}${character}${secret.slice(at + 1)}`;
      expect(isApiKeySecret(changed)).toBe(changed === secret);
    }),
  );
});

it('refuses whatever else it is given', () => {
  fc.assert(fc.property(fc.string(), (text) => void expect(isApiKeySecret(text)).toBe(false)));
  const secret = newApiKeySecret();
  for (const wrong of [
    `${secret} `,
    secret.toLowerCase().replace(/\d/g, 'x'),
    secret.slice(4),
    `${secret}\n`,
  ]) {
    expect(isApiKeySecret(wrong)).toBe(false);
  }
});

it('shows a beginning from which the rest cannot be had, and hashes to 32 bytes', () => {
  const secret = newApiKeySecret();
  expect(apiKeyPrefix(secret)).toBe(secret.slice(0, 10));
  expect(hashApiKeySecret(secret)).toHaveLength(32);
});
