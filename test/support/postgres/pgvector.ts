import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Where one PostgreSQL looks for extensions. */
export interface ExtensionFolders {
  readonly libraries: string;
  readonly extensions: string;
}

// Those of pgvector's own Makefile.
const OPTIMISATION = [
  '-O2',
  '-ftree-vectorize',
  '-fassociative-math',
  '-fno-signed-zeros',
  '-fno-trapping-math',
];

async function findCompiler(signal: AbortSignal): Promise<string> {
  for (const compiler of ['gcc', 'cc', 'clang']) {
    const isThere = await runCommand(compiler, ['--version'], { signal }).then(
      () => true,
      () => false,
    );
    if (isThere) return compiler;
  }
  throw new Error('no C compiler found (Debian: apt-get install gcc libc6-dev)');
}

/** Compiles pgvector from its source against a server's headers and puts it where that server finds it. */
export async function installPgvector(
  source: string,
  headers: string,
  target: ExtensionFolders,
  signal: AbortSignal,
): Promise<void> {
  const control = await readFile(join(source, 'vector.control'), 'utf8');
  const version = /default_version\s*=\s*'([^']+)'/.exec(control)?.[1];
  if (version === undefined) throw new Error('vector.control names no default_version');
  await mkdir(target.libraries, { recursive: true });
  await mkdir(target.extensions, { recursive: true });

  const sourceFiles = (await readdir(join(source, 'src'))).filter((name) => name.endsWith('.c'));
  const compilerArguments = [
    ...OPTIMISATION,
    ...['-fPIC', '-shared', '-w', '-I', headers],
    ...sourceFiles.map((name) => join(source, 'src', name)),
    ...['-lm', '-o', join(target.libraries, 'vector.so')],
  ];
  await runCommand(await findCompiler(signal), compilerArguments, { signal });

  const sqlFolder = join(source, 'sql');
  for (const name of await readdir(sqlFolder)) {
    if (name.startsWith('vector--')) await copyFile(join(sqlFolder, name), join(target.extensions, name));
  }
  await copyFile(join(sqlFolder, 'vector.sql'), join(target.extensions, `vector--${version}.sql`));
  await copyFile(join(source, 'vector.control'), join(target.extensions, 'vector.control'));
}
