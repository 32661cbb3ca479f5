import { execFile, type StdioOptions, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '@elenchus/contracts/documents/models';
import { createUploads } from '@elenchus/contracts/documents/routes';
import { expect, inject, it, onTestFinished } from 'vitest';
import { makeFirm, password } from '../support/client.ts';

const url = inject('apiUrl');
const root = join(import.meta.dirname, '../..');
const samples = join(root, 'packages/local/samples');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line of somebody with an own configuration file, in an own folder. */
async function makeUser() {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const configurationFile = join(folder, 'config.json');
  const environment = { PATH: process.env['PATH'], ELENCHUS_CONFIG: configurationFile };
  const program = join(root, 'packages/cli/bin/elenchus.mjs');
  const start = (args: readonly string[], stdio: StdioOptions) =>
    spawn(process.execPath, [program, ...args], { cwd: folder, env: environment, stdio });
  const run = (args: readonly string[], input = '') =>
    new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        [program, ...args],
        { cwd: folder, env: environment },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  return { folder, configurationFile, run, start };
}

it('signs in, ingests a folder, lists, searches and answers', async () => {
  const { folder, configurationFile, run } = await makeUser();
  const { email } = await makeFirm(url);
  const login = await run(['login', '--url', url, '--email', email, '--password-stdin'], `${password}\n`);
  expect(login).toMatchObject({ code: 0, stdout: `Signed in as ${email} at ${url}.\n` });
  expect(JSON.parse(await readFile(configurationFile, 'utf8'))).toMatchObject({ url });

  await writeFile(join(folder, 'note.txt'), 'The boiler was repaired on January 31, 2025.');
  const ingest = await run([
    'ingest',
    'note.txt',
    join(samples, 'notice-of-default.eml'),
    '--case',
    'Quarry',
    '--json',
  ]);
  expect(ingest.stderr).toContain('done 3/3');
  const { documents } = JSON.parse(ingest.stdout) as { documents: Document[] };
  expect(documents.map(({ fileName, status }) => [fileName, status]).toSorted()).toEqual([
    ['note.txt', 'completed'],
    ['notice-of-default.eml', 'completed'],
    ['rent-ledger.pdf', 'completed'],
  ]);
  expect(ingest.code).toBe(0);

  const list = await run(['documents', '--case', 'quarry']);
  expect(list.stdout).toMatch(/completed +└ rent-ledger\.pdf {2}1 page, /);
  const watched = await run(['watch', '--case', 'Quarry', '--json']);
  expect(watched.stdout.trim().split('\n')).toHaveLength(3);
  const search = await run(['search', 'boiler', 'repaired', '--case', 'Quarry']);
  expect(search.stdout.split('\n')[0]).toMatch(/^note\.txt, page 1 /);
  const answer = await run(['ask', 'When was the boiler repaired?', '--case', 'Quarry']);
  expect(answer.stdout).toContain('[1] note.txt, page 1: "The boiler was repaired on January 31, 2025."');

  const note = documents.find(({ fileName }) => fileName === 'note.txt') ?? expect.fail('no note.txt');
  const custody = await run(['custody', note.id]);
  expect(custody).toMatchObject({ code: 0, stdout: expect.stringContaining(note.sha256 ?? 'no hash') });
  expect(custody.stdout).toMatch(new RegExp(`document.announced {4}Test Owner <${email}>, 127.0.0.1 `));
  const verified = await run(['audit', 'verify']);
  expect(verified).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/is as it was written: \d+ entries/),
  });
  expect(await run(['audit', 'forge'])).toMatchObject({ code: 2 });
  expect(await run(['custody', 'note.txt'])).toMatchObject({ code: 2 });
});

it('ends with a code and a sentence for each fault', async () => {
  const { folder, configurationFile, run } = await makeUser();
  expect(await run(['documents', '--url', url])).toMatchObject({
    code: 3,
    stderr: 'Sign in first: npx elenchus login\n',
  });
  const { email } = await makeFirm(url);
  const login = ['login', '--url', url, '--email', email, '--password-stdin'];
  expect(await run(login, 'Wrong-Password-1\n')).toMatchObject({ code: 3 });
  expect(await run(login, password)).toMatchObject({ code: 0 });

  await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7\nnothing');
  const ingest = await run(['ingest', 'broken.pdf', '--case', 'X']);
  expect(ingest).toMatchObject({ code: 1, stderr: expect.stringContaining('1 of 1 documents') });
  expect(ingest.stdout).toMatch(/rejected +broken\.pdf {2}The PDF is /);
  expect(await run(['ingest', 'nothing.pdf', '--case', 'X'])).toMatchObject({ code: 2 });
  expect(await run(['ask', 'Who?', '--case', 'no such case'])).toMatchObject({
    code: 2,
    stderr: 'There is no case "no such case".\n',
  });
  expect(await run(['search', 'x', '--limit', 'abc'])).toMatchObject({
    code: 2,
    stderr: '--limit "abc" is no whole number.\n',
  });
  expect(await run(['documents', '--url', 'http://127.0.0.1:1'])).toMatchObject({ code: 3 });
  const { signIns } = JSON.parse(await readFile(configurationFile, 'utf8'));
  const elsewhere = { signIns: { 'http://127.0.0.1:1': signIns[url] } };
  await writeFile(configurationFile, JSON.stringify(elsewhere));
  expect(await run(['documents', '--url', 'http://127.0.0.1:1'])).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('does not answer'),
  });
});

it('tells what is open when watching is interrupted', async () => {
  const { run, start } = await makeUser();
  const { api, caseId, email } = await makeFirm(url);
  await run(['login', '--url', url, '--email', email, '--password-stdin'], password);
  const files = [{ fileName: 'never-sent.txt', sizeBytes: 1 }];
  await api.call(createUploads, { body: { caseId, files } });
  const child = start(['watch', '--case', 'Test Client'], ['ignore', 'pipe', 'pipe']);
  let told = '';
  child.stderr?.on('data', (data) => {
    told += data;
  });
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(130);
  expect(told.split('\n').slice(1)).toEqual([
    '1 of 1 documents have not ended yet.',
    'Stopped. What was uploaded goes on.',
    '',
  ]);
  expect(told).toContain('the only case of the client Test Client');
});

it.skipIf(process.platform !== 'linux')('fails when its answer cannot be written', async () => {
  const { start } = await makeUser();
  const child = start(['--help'], ['ignore', openSync('/dev/full', 'w'), 'pipe']);
  let told = '';
  child.stderr?.on('data', (data) => {
    told += data;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(told).toMatch(/^Cannot write the answer: .*ENOSPC/);
});
