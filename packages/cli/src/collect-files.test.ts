import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { collectFiles, hashFile } from './collect-files.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'b.pdf'), 'bb');
  writeFileSync(join(folder, '.hidden'), 'x');
  writeFileSync(join(folder, 'deep', 'a.txt'), 'abc');
  symlinkSync(folder, join(folder, 'deep', 'loop'));
  return folder;
}

it('takes folders apart, each file once', async () => {
  const folder = makeFolder();
  const files = await collectFiles(['.', 'b.pdf'], folder);
  expect(files.map(({ fileName, sizeBytes }) => [fileName, sizeBytes])).toEqual([
    ['b.pdf', 2],
    ['a.txt', 3],
  ]);
});

it('says which path is not there, or empty', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'empty'));
  await expect(collectFiles(['nothing.pdf'], folder)).rejects.toThrow('Cannot read nothing.pdf: not there');
  await expect(collectFiles(['b.pdf', 'empty'], folder)).rejects.toThrow('no file in empty');
});

it('hashes what a file holds', async () => {
  expect(await hashFile(join(makeFolder(), 'deep', 'a.txt'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
