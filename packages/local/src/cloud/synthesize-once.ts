import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './run-script.ts';
import { hashSources } from './source-hash.ts';
import { StartError } from './start-error.ts';

/** What the templates are made from. Of the functions only their rows count, not their code. */
const sources = ['infra', 'functions', 'statemachines', 'packages/contracts/src', 'package-lock.json'];
const isSource = (path: string) =>
  !path.endsWith('.test.ts') &&
  (!path.startsWith('functions') || /(routes|function-row|table)\.ts$/.test(path));

/** Cached syntheses that nobody has used for this long are removed. */
const keptMs = 7 * 24 * 3600_000;

/**
 * Synthesises the CDK app in a child process, unless that was done from the same sources before; answers the folder.
 * @throws StartError with what the synthesis said
 */
export async function synthesizeOnce(options: {
  readonly repositoryFolder: string;
  readonly cacheFolder: string;
  readonly corsOrigins: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}): Promise<string> {
  const { repositoryFolder, cacheFolder, corsOrigins } = options;
  const settings = JSON.stringify({ corsOrigins });
  const key = `${hashSources(repositoryFolder, sources, isSource).slice(0, 24)}-${Buffer.from(settings).toString('base64url').slice(0, 40)}`;
  const folder = join(cacheFolder, `cdk-${key}`);
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  removeOld(cacheFolder);
  const temporary = join(cacheFolder, `making-${process.pid}`);
  rmSync(temporary, { recursive: true, force: true });
  try {
    const environment = { ...options.environment, CDK_VALIDATION: 'false' };
    await runScript('./synthesize.ts', [temporary, settings], { environment, signal: options.signal });
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another start may have been faster.
    if (existsSync(join(folder, 'manifest.json'))) return folder;
    throw error instanceof StartError
      ? new StartError(`The CDK app cannot be synthesised:\n${error.message}`, error)
      : error;
  }
  return folder;
}

function removeOld(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    const ageMs = Date.now() - statSync(path).mtimeMs;
    if (/^(cdk|making)-/.test(name) && ageMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}
