import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDebianMirror, readAptSources } from './apt-mirror.ts';
import { runCommand } from './run-command.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Packages of chosen Debian suites, read through an apt configuration of its own. */
export interface DebianArchive {
  /** Downloads and unpacks a binary package (without installing it) and gives back the folder. */
  unpackPackage(name: string): Promise<string>;
  /** Downloads a source package and unpacks its upstream tarball; gives back the folder with the sources. */
  unpackSource(name: string): Promise<string>;
}

/**
 * Opens the suites of the mirror that this machine's apt already uses, inside `folder`; the machine's own apt state
 * stays as it is, and no rights are needed. Throws when apt knows no Debian mirror.
 */
export async function openDebianArchive(
  folder: string,
  suites: readonly string[],
  signal: AbortSignal,
): Promise<DebianArchive> {
  const mirror = findDebianMirror(await readAptSources());
  if (mirror === undefined) throw new Error('apt on this machine knows no Debian mirror');
  const downloads = join(folder, 'downloads');
  for (const name of ['lists/partial', 'cache/archives/partial', 'downloads']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  const sources = suites.flatMap((suite) =>
    ['deb', 'deb-src'].map((type) => `${type} [signed-by=${KEYRING}] ${mirror} ${suite} main\n`),
  );
  const sourceList = join(folder, 'sources.list');
  await writeFile(sourceList, sources.join(''));

  const options = {
    'Dir::Etc::sourcelist': sourceList,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const optionArguments = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const aptGet = (...args: string[]) =>
    runCommand('apt-get', [...args, '-q', ...optionArguments], { cwd: downloads, signal });
  await aptGet('update');

  const unpack = async (
    name: string,
    filePattern: RegExp,
    program: string,
    args: (file: string) => string[],
  ) => {
    const file = (await readdir(downloads)).find(
      (entry) => entry.startsWith(`${name}_`) && filePattern.test(entry),
    );
    if (file === undefined) throw new Error(`apt downloaded nothing for ${name}`);
    const target = join(folder, name);
    await mkdir(target, { recursive: true });
    await runCommand(program, [...args(join(downloads, file)), target], { signal });
    return target;
  };
  return {
    async unpackPackage(name) {
      await aptGet('download', name);
      return unpack(name, /\.deb$/, 'dpkg-deb', (file) => ['-x', file]);
    },
    async unpackSource(name) {
      await aptGet('source', '--download-only', name);
      return unpack(name, /\.orig\.tar\.\w+$/, 'tar', (file) => ['--strip-components=1', '-xf', file, '-C']);
    },
  };
}
