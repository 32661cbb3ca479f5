import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { samples } from './make-samples.ts';

it.each(Object.entries(samples))('%s is what its sources make', async (fileName, make) => {
  const stored = await readFile(join(import.meta.dirname, fileName));
  expect((await make()).equals(stored)).toBe(true);
});
