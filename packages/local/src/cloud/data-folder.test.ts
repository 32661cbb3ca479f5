import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loginPassword, loginUrl, readOrCreateCredentials } from './credentials.ts';
import { openDataFolder } from './data-folder.ts';
import { createLocalLogger, openLogFile } from './log-file.ts';
import { readDotenv } from './read-dotenv.ts';
import { hashSources } from './source-hash.ts';
import { StartError } from './start-error.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;

it('gives a data folder to one start at a time', () => {
  const path = join(folder, 'data');
  const first = openDataFolder(path);
  expect(modeOf(path)).toBe(0o700);
  expect(() => openDataFolder(path)).toThrow(`is in use by process ${process.pid}`);
  first.release();
  openDataFolder(path).release();
});

it('says when the folder cannot be made', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => openDataFolder(join(folder, 'file', 'data'))).toThrow(StartError);
});

it('makes credentials once, for their owner alone', () => {
  const path = join(folder, 'credentials.json');
  const first = readOrCreateCredentials(path);
  expect(modeOf(path)).toBe(0o600);
  chmodSync(path, 0o644);
  expect(readOrCreateCredentials(path)).toEqual(first);
  expect(modeOf(path)).toBe(0o600);
  rmSync(path);
  expect(readOrCreateCredentials(path).secretAccessKey).not.toBe(first.secretAccessKey);
});

it('names a damaged file', () => {
  const path = join(folder, 'credentials.json');
  writeFileSync(path, '{"accessKeyId": 1}');
  expect(() => readOrCreateCredentials(path)).toThrow(`${path} is damaged`);
});

it('derives a login password that depends on the key alone and differs from it', () => {
  expect(loginPassword('owner:secret')).toBe(loginPassword('owner:secret'));
  expect(loginPassword('owner:secret')).not.toBe(loginPassword('owner:other'));
  const url = loginUrl(
    'postgresql://owner:secret@db.example:5433/elenchus?sslmode=require',
    loginPassword('owner:secret'),
  );
  expect(url).toMatch(
    /^postgresql:\/\/elenchus_login:[\w-]{43}@db\.example:5433\/elenchus\?sslmode=require$/,
  );
});

it('begins a new log file when the old one is full, and keeps one', () => {
  const path = join(folder, 'logs', 'elenchus.log');
  const log = openLogFile(path, 10);
  for (const line of ['first line\n', 'second line\n', 'third\n', 'fourth\n']) log.write(line);
  log.close();
  log.write('after the end\n');
  expect(readFileSync(path, 'utf8')).toBe('third\nfourth\n');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('second line\n');
  expect(modeOf(path)).toBe(0o600);
});

it('logs one JSON object per line, errors with their stack', () => {
  const lines: string[] = [];
  const logger = createLocalLogger(
    (line) => lines.push(line),
    () => new Date(0),
  );
  logger.error('it failed', { error: new TypeError('why'), part: 'queue' });
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'ERROR',
    timestamp: '1970-01-01T00:00:00.000Z',
    service: 'local',
    message: 'it failed',
    error: { name: 'TypeError', message: 'why', stack: expect.stringContaining('TypeError: why') },
    part: 'queue',
  });
});

it('reads .env and warns when others may read it', () => {
  const path = join(folder, '.env');
  expect(readDotenv(path)).toEqual({ values: {}, warning: undefined });
  writeFileSync(path, 'PORT=4200\n# nothing\nQUOTED="a b"\n', { mode: 0o600 });
  expect(readDotenv(path)).toEqual({ values: { PORT: '4200', QUOTED: 'a b' }, warning: undefined });
  chmodSync(path, 0o644);
  expect(readDotenv(path).warning).toContain('chmod 600');
});

it('hashes names and contents of the sources that count', () => {
  writeFileSync(join(folder, 'a.ts'), 'one');
  writeFileSync(join(folder, 'b.md'), 'two');
  const hash = () => hashSources(folder, ['.'], (path) => path.endsWith('.ts'));
  const before = hash();
  writeFileSync(join(folder, 'b.md'), 'three');
  expect(hash()).toBe(before);
  writeFileSync(join(folder, 'a.ts'), 'four');
  expect(hash()).not.toBe(before);
});
