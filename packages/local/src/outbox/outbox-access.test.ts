import { expect, it } from 'vitest';
import { isPrivateServer } from './outbox-access.ts';

it.each([
  ['127.0.0.1', 'http://127.0.0.1:4100', true],
  ['localhost', 'http://127.0.0.1:4100', true],
  ['::1', 'http://[::1]:4100', true],
  ['0.0.0.0', 'http://127.0.0.1:4100', false],
  ['::', 'http://127.0.0.1:4100', false],
  ['192.168.1.5', 'http://192.168.1.5:4100', false],
  // Behind a proxy on the same machine.
  ['127.0.0.1', 'https://elenchus.example.com', false],
])('a server on %s that is reached by %s is private: %s', (host, publicUrl, isPrivate) => {
  expect(isPrivateServer(host, publicUrl)).toBe(isPrivate);
});
