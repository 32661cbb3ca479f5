import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOnce } from './make-once.ts';

let cacheFolder = '';
beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));

const write = async (folder: string) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'file'), 'content');
};

it('makes a folder once', async () => {
  let times = 0;
  const make = (folder: string) => {
    times += 1;
    return write(folder);
  };
  const first = await makeOnce({ cacheFolder, name: 'thing-1', make });
  expect(await makeOnce({ cacheFolder, name: 'thing-1', make })).toBe(first);
  expect([times, existsSync(join(first, 'file'))]).toEqual([1, true]);
});

it('leaves nothing of what could not be made', async () => {
  const make = async (folder: string) => {
    await write(folder);
    throw new Error('half');
  };
  await expect(makeOnce({ cacheFolder, name: 'thing-1', make })).rejects.toThrow('half');
  expect(readdirSync(cacheFolder)).toEqual([]);
});

it('takes what another start made meanwhile', async () => {
  const make = async (folder: string) => {
    await write(folder);
    await write(join(cacheFolder, 'thing-1'));
  };
  expect(existsSync(join(await makeOnce({ cacheFolder, name: 'thing-1', make }), 'file'))).toBe(true);
  expect(readdirSync(cacheFolder)).toEqual(['thing-1']);
});

it('removes folders that no start has used for long', async () => {
  const old = join(cacheFolder, 'thing-0');
  await write(old);
  utimesSync(old, new Date(0), new Date(0));
  await makeOnce({ cacheFolder, name: 'thing-1', make: write });
  expect(readdirSync(cacheFolder)).toEqual(['thing-1']);
});
