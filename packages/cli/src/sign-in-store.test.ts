import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfiguration, type SignIn } from './configuration.ts';
import { createSignInStore, keepSignIn } from './sign-in-store.ts';

it('leaves the sign-ins that others keep in the same file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'deep', 'config.json');
  const signIn: SignIn = { email: 'a@x', accessToken: 'a', refreshToken: 'r' };
  const urls = ['https://one.example', 'https://two.example', 'https://three.example'];
  await Promise.all(urls.map((url) => keepSignIn(path, url, signIn)));
  const store = createSignInStore(path, 'https://one.example');
  const next = { ...signIn, accessToken: 'a2' };
  await store.exclusively(async () => store.save(next));
  expect(store.read()).toEqual(next);
  expect(readConfiguration(path)).toEqual({
    url: 'https://three.example',
    signIns: { 'https://one.example': next, 'https://two.example': signIn, 'https://three.example': signIn },
  });
});
