import { expect, it } from 'vitest';
import { hashContent } from './hash-content.ts';

it('hashes what a file holds', async () => {
  const content = new Blob(['a', 'bc']);
  expect(await hashContent(content)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
