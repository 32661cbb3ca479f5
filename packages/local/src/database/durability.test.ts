import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLockedError } from './folder-lock.ts';
import { startDatabase } from './start-database.ts';
import { testTemplate } from './test-template.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the process of a database', () => {
  it('ends when its parent is killed, and gives the folder back', async () => {
    const dataDir = join(folder, 'db');
    const script = `import { startDatabase } from ${JSON.stringify(new URL('./start-database.ts', import.meta.url))};
      await startDatabase({ dataDir: ${JSON.stringify(dataDir)}, templateFile: ${JSON.stringify(testTemplate)} });
      console.log('ready');`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The database's process inherits this pipe: it closes when both have ended.
    const closed = once(parent.stdout, 'close');
    await once(parent.stdout, 'data');
    expect(existsSync(join(dataDir, 'process.lock'))).toBe(true);
    parent.stdout.resume();
    parent.kill('SIGKILL');
    await closed;
    expect(existsSync(join(dataDir, 'process.lock'))).toBe(false);
  }, 60_000);
});

describe('a database on disk', () => {
  it('has every acknowledged commit after kill -9, and one process at a time', async () => {
    const dataDir = join(folder, 'db');
    const first = await startDatabase({ dataDir, templateFile: testTemplate });
    const sql = postgres(first.url, { max: 4, onnotice: () => {} });
    await sql`create table commits (n int primary key, payload text)`;
    const acknowledged: number[] = [];
    const writers = [0, 1, 2, 3].map(async (worker) => {
      for (let i = 0; ; i++) {
        const n = i * 4 + worker;
        await sql`insert into commits values (${n}, repeat('x', 5000))`;
        acknowledged.push(n);
        if (acknowledged.length === 300) process.kill(first.pid, 'SIGKILL');
      }
    });
    const locked = await startDatabase({ dataDir }).catch((error: unknown) => error);
    await Promise.allSettled(writers);
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await sql.end({ timeout: 0 });
    // The second start may have come after the kill on a busy machine: then it must have taken the folder over.
    if (!(locked instanceof FolderLockedError))
      await (locked as Awaited<ReturnType<typeof startDatabase>>).stop();

    const second = await startDatabase({ dataDir });
    const again = postgres(second.url, { max: 1 });
    const found = await again`select n from commits where length(payload) = 5000`;
    const numbers = new Set(found.map((row) => row['n']));
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    expect(acknowledged.filter((n) => !numbers.has(n))).toEqual([]);

    const third = startDatabase({ dataDir });
    await expect(third).rejects.toThrow(`in use by process ${second.pid}`);
    await expect(third).rejects.toMatchObject({ code: 'database_folder_locked', pid: second.pid });
    await again.end();
    await second.stop();
    expect(await second.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(join(dataDir, 'process.lock'))).toBe(false);
  }, 120_000);

  it('starts from a template, made once, and over an interrupted first start', async () => {
    const templateFile = join(folder, 'cache', 'template.tar');
    const memory = await startDatabase({ dataDir: 'memory', templateFile });
    await memory.stop();
    expect(existsSync(templateFile)).toBe(true);
    const dataDir = join(folder, 'db');
    const unfinished = await startDatabase({ dataDir, templateFile });
    await unfinished.stop();
    rmSync(join(dataDir, 'pgdata'), { recursive: true });
    await import('node:fs/promises').then((fs) => fs.mkdir(join(dataDir, 'pgdata.unfinished')));
    writeFileSync(join(dataDir, 'pgdata.unfinished', 'PG_VERSION'), '18');
    const db = await startDatabase({ dataDir, templateFile });
    const sql = postgres(db.url, { max: 1 });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    await sql.end();
    await db.stop();
  }, 120_000);
});
