import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../scheduler/logger.ts';
import { type ExecutionRecord, executionRecordSchema } from './execution-record.ts';

const retentionMs = 90 * 24 * 60 * 60 * 1000;
const maximumEndedFiles = 10_000;

/** A file of an ended execution, with the time of its end. */
export interface EndedFile {
  readonly path: string;
  readonly endedMs: number;
}

/**
 * The executions of one state machine on disk: `running/` and `ended/`, a JSON file each, so that a start
 * reads only what is unfinished. Files are replaced as a whole and flushed before they count.
 */
export class ExecutionFiles {
  readonly #running: string;
  readonly #ended: string;
  readonly #logger: Logger;

  constructor(folder: string, logger: Logger) {
    this.#running = join(folder, 'running');
    this.#ended = join(folder, 'ended');
    this.#logger = logger;
  }

  async saveRunning(record: ExecutionRecord): Promise<void> {
    await save(this.#running, record);
  }

  /** Writes the end first: after a crash in between, the ended file wins. */
  async saveEnded(record: ExecutionRecord): Promise<void> {
    await save(this.#ended, record);
    await rm(join(this.#running, fileName(record.name)), { force: true });
  }

  async findEnded(name: string): Promise<ExecutionRecord | undefined> {
    return this.read(join(this.#ended, fileName(name)));
  }

  /** All unfinished executions, the oldest first. Removes what a crash left behind. */
  async loadRunning(): Promise<ExecutionRecord[]> {
    const records: ExecutionRecord[] = [];
    const ended = new Set(await list(this.#ended));
    for (const file of await list(this.#running)) {
      const path = join(this.#running, file);
      if (file.endsWith('.tmp') || ended.has(file)) await rm(path, { force: true });
      else {
        const record = await this.read(path);
        if (record) records.push(record);
      }
    }
    return records.sort((a, b) => a.startDateMs - b.startDateMs);
  }

  /** The ended ones, the newest first. */
  async listEnded(): Promise<EndedFile[]> {
    const files: EndedFile[] = [];
    for (const file of await list(this.#ended)) {
      const path = join(this.#ended, file);
      const found = file.endsWith('.json') ? await stat(path).catch(() => undefined) : undefined;
      if (found) files.push({ path, endedMs: found.mtimeMs });
    }
    return files.sort((a, b) => b.endedMs - a.endedMs || a.path.localeCompare(b.path));
  }

  /** Deletes what ended more than 90 days ago and what is not among the newest 10,000. */
  async prune(nowMs: number, maximumFiles = maximumEndedFiles): Promise<void> {
    const files = await this.listEnded();
    const old = files.filter(({ endedMs }, at) => at >= maximumFiles || nowMs - endedMs > retentionMs);
    for (const { path } of old) await rm(path, { force: true });
  }

  /** The record in a file, undefined when there is none or it is not readable. */
  async read(path: string): Promise<ExecutionRecord | undefined> {
    try {
      return executionRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      this.#logger.error('The file of an execution is not readable', { path, error: String(error) });
      return undefined;
    }
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Names may hold letters that a file system folds or refuses; those become a hash. */
export function fileName(name: string): string {
  const plain = /^[a-z0-9_-]{1,80}$/.test(name);
  return `${plain ? name : `${createHash('sha256').update(name).digest('hex')}`}.json`;
}

async function save(folder: string, record: ExecutionRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName(record.name));
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, JSON.stringify(record), { flush: true });
  await rename(temporary, path);
}
