import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Says "ready", counts the signals that it gets and ends with exit code 7 a while after the first. */
const SERVER = `
let count = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    count += 1;
    if (count === 1) setTimeout(() => { console.log(signal, count, 'in all'); process.exit(7); }, 300);
  });
}
setInterval(() => undefined, 1_000);
console.log('ready', process.pid);
`;

const LOCK = JSON.stringify({
  packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } },
});

let root: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'elenchus run '));
  await cp(import.meta.dirname, join(root, 'packages/local/bin'), { recursive: true });
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'package-lock.json'), LOCK);
  await writeFile(join(root, 'node_modules/.package-lock.json'), LOCK);
  await writeFile(join(root, 'server.ts'), SERVER);
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

/** Starts run.mjs in a process group of its own, as a terminal does. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { npm_execpath: _npm, npm_lifecycle_event: _script, INIT_CWD: _cwd, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'packages/local/bin/run.mjs'), ...args], {
    cwd: tmpdir(),
    detached: true,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { text: '' };
  const closed = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => (output.text += String(data)));
  const ready = async () => {
    while (!output.text.includes('ready')) await once(child.stdout, 'data');
  };
  return { pid: child.pid ?? 0, output, closed, ready };
}

describe('run.mjs', () => {
  it('passes arguments, exit code and the place where it was called on', async () => {
    const script =
      "console.log(JSON.stringify([process.cwd(), process.env['INIT_CWD'], process.argv.slice(2)]));";
    await writeFile(join(root, 'show.ts'), `const code: number = 5;\n${script}\nprocess.exit(code);\n`);
    const { output, closed } = start(['show.ts', 'a b', '--flag']);
    expect(await closed).toEqual({ code: 5, signal: null });
    expect(JSON.parse(output.text)).toEqual([root, tmpdir(), ['a b', '--flag']]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes on %s and waits for the end', async (signal) => {
    const { pid, output, closed, ready } = start(['server.ts']);
    await ready();
    process.kill(pid, signal);
    expect(await closed).toEqual({ code: 7, signal: null });
    expect(output.text).toContain(`${signal} 1 in all`);
  });

  it('lets the child see the Ctrl-C of a terminal once', async () => {
    const { pid, output, closed, ready } = start(['server.ts']);
    await ready();
    process.kill(-pid, 'SIGINT');
    expect(await closed).toEqual({ code: 7, signal: null });
    expect(output.text).toContain('SIGINT 1 in all');
  });

  it('takes the child along when it is killed', async () => {
    const { pid, output, closed, ready } = start(['server.ts']);
    await ready();
    process.kill(pid, 'SIGKILL');
    // Its output closes only when the child has ended too.
    expect(await closed).toEqual({ code: null, signal: 'SIGKILL' });
    expect(output.text).toContain('SIGTERM 1 in all');
  });

  it('says what is wrong with a target that does not exist', async () => {
    const { output, closed } = start(['nothing.ts']);
    expect((await closed).code).toBe(64);
    expect(output.text).toContain('There is no file "nothing.ts"');
  });
});

describe('the installation before it', () => {
  const fakeNpm = async (ending: string) => {
    const folder = join(root, 'fake bin');
    await mkdir(folder);
    const script = `#!/bin/sh\necho "$@" >> '${root}/npm.log'\nsleep 0.2\n${ending}\n`;
    await writeFile(join(folder, 'npm'), script);
    await chmod(join(folder, 'npm'), 0o755);
    return { PATH: `${folder}:${process.env['PATH']}` };
  };
  const npmCalls = async () => (await readFile(join(root, 'npm.log'), 'utf8')).trim().split('\n');

  it('runs npm once when two start at the same time, and not again', async () => {
    await rm(join(root, 'node_modules'), { recursive: true });
    const install = 'mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json';
    const environment = await fakeNpm(install);
    const both = [
      start(['packages/local/bin/end-with-parent.mjs'], environment),
      start(['server.ts'], environment),
    ];
    await Promise.all([both[0]?.closed, both[1]?.ready()]);
    expect((await start(['packages/local/bin/end-with-parent.mjs'], environment).closed).code).toBe(0);
    expect(await npmCalls()).toEqual([expect.stringMatching(/^ci --ignore-scripts/)]);
  });

  it('installs again when package-lock.json names another version', async () => {
    await writeFile(join(root, 'package-lock.json'), LOCK.replace('1.0.0', '1.0.1'));
    const environment = await fakeNpm('cp package-lock.json node_modules/.package-lock.json');
    expect((await start(['packages/local/bin/end-with-parent.mjs'], environment).closed).code).toBe(0);
    expect(await npmCalls()).toHaveLength(1);
  });

  it('takes over the lock of a process that is gone', async () => {
    await rm(join(root, 'node_modules/.package-lock.json'));
    const gone = spawn('true');
    await once(gone, 'close');
    await mkdir(join(root, 'build'));
    await writeFile(join(root, 'build/install.lock'), String(gone.pid));
    const environment = await fakeNpm('cp package-lock.json node_modules/.package-lock.json');
    expect((await start(['packages/local/bin/end-with-parent.mjs'], environment).closed).code).toBe(0);
  });

  it('shows what npm said when it fails, and starts nothing', async () => {
    await rm(join(root, 'node_modules/.package-lock.json'));
    const { output, closed } = start(['server.ts'], await fakeNpm('echo no network >&2; exit 3'));
    expect((await closed).code).toBe(1);
    expect(output.text).toContain('npm ci failed (exit code 3):\nno network');
    expect(output.text).not.toContain('ready');
  });
});
