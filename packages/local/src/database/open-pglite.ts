import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';

/**
 * PGlite's own start parameters without `-O` (which opens the system catalogs to changes) and without a fixed
 * search_path, so that names resolve as on a server. `-F` leaves fsync out: a commit is in the operating system's cache
 * and survives the death of the process, not a power cut.
 */
const START_PARAMETERS = [
  '--single',
  '-F',
  '-j',
  ...['exit_on_error=false', 'log_checkpoints=false', 'io_method=sync'].flatMap((x) => ['-c', x]),
  ...['max_worker_processes', 'max_parallel_workers', 'max_parallel_workers_per_gather'].flatMap((x) => [
    '-c',
    `${x}=0`,
  ]),
  ...['-c', 'max_parallel_maintenance_workers=0'],
];

export interface OpenOptions {
  /** Holds the cluster in `pgdata`; `memory` keeps everything in memory. */
  readonly dataDir: string;
  /** File with a freshly initialised cluster, made on first use; saves the 2 to 3 s of initdb afterwards. */
  readonly templateFile?: string | undefined;
}

/** Opens the embedded database; an interrupted first initialisation is started again. */
export async function openPGlite({ dataDir, templateFile }: OpenOptions): Promise<PGlite> {
  if (dataDir === 'memory') return open(undefined, await templateOf(templateFile));
  const folder = join(dataDir, 'pgdata');
  if (!existsSync(folder)) {
    const unfinished = join(dataDir, 'pgdata.unfinished');
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await (await open(unfinished, await templateOf(templateFile))).close();
    renameSync(unfinished, folder);
  }
  // Left over from a process that was killed: meaningless here, because the folder's lock is ours.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  return open(folder, undefined);
}

function open(folder: string | undefined, template: Blob | undefined): Promise<PGlite> {
  return PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(template === undefined ? {} : { loadDataDir: template }),
    extensions: { vector, pg_trgm },
    relaxedDurability: false,
    startParams: START_PARAMETERS,
  });
}

async function templateOf(file: string | undefined): Promise<Blob | undefined> {
  if (file === undefined) return undefined;
  if (!existsSync(file)) {
    const fresh = await open(undefined, undefined);
    const dump = await fresh.dumpDataDir('none');
    await fresh.close();
    mkdirSync(dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    await writeFile(own, Buffer.from(await dump.arrayBuffer()));
    renameSync(own, file);
  }
  return new Blob([await readFile(file)]);
}
