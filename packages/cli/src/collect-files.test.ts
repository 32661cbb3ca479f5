import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { collectFiles } from './collect-files.ts';

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
  const { files } = await collectFiles(['.', 'b.pdf', 'deep'], makeFolder());
  expect(files.map(({ fileName }) => fileName)).toEqual(['b.pdf', 'a.txt']);
});

it('tells what it left out, and takes a link that is named', async () => {
  const folder = makeFolder();
  const { files, skipped } = await collectFiles(['.'], folder);
  expect(files).toHaveLength(2);
  expect(skipped).toEqual([
    { path: '.hidden', kind: 'hidden' },
    { path: join('deep', 'loop'), kind: 'symbolic link' },
  ]);
  symlinkSync(join(folder, 'b.pdf'), join(folder, 'link.pdf'));
  const named = await collectFiles(['link.pdf', '.hidden'], folder);
  expect(named.files.map(({ fileName }) => fileName)).toEqual(['link.pdf', '.hidden']);
});

it('says which path is not there, or empty', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'empty'));
  await expect(collectFiles(['nothing.pdf'], folder)).rejects.toThrow('Cannot read nothing.pdf: not there');
  await expect(collectFiles(['b.pdf', 'empty'], folder)).rejects.toThrow('no file in empty');
});

it.skipIf(process.getuid?.() === 0)('goes on beside a folder that it may not read', async () => {
  const folder = makeFolder();
  chmodSync(join(folder, 'deep'), 0);
  const { files, unreadable } = await collectFiles(['.'], folder);
  chmodSync(join(folder, 'deep'), 0o700);
  expect(files).toHaveLength(1);
  expect(unreadable).toEqual([{ path: 'deep', reason: 'no permission to read it' }]);
});
