import { createHash } from 'node:crypto';
import { makeOnce } from './make-once.ts';
import { runScript, type ScriptOptions } from './run-script.ts';
import { hashSources } from './source-hash.ts';
import { StartError } from './start-error.ts';

/** What the templates are made from. Of the functions only their rows count, not their code. */
const sources = ['infra', 'functions', 'statemachines', 'packages/contracts/src', 'package-lock.json'];
const isSource = (path: string) =>
  !path.endsWith('.test.ts') &&
  (!path.startsWith('functions') || /(routes|function-row|table)\.ts$/.test(path));

/**
 * Synthesises the CDK app, unless that was done from the same sources before; answers the folder.
 * @throws StartError with what the synthesis said
 */
export async function synthesizeOnce(
  options: ScriptOptions & {
    readonly repositoryFolder: string;
    readonly cacheFolder: string;
    readonly corsOrigins: readonly string[];
  },
): Promise<string> {
  const { repositoryFolder, cacheFolder, corsOrigins, signal } = options;
  const settings = JSON.stringify({ corsOrigins });
  const hash = createHash('sha256')
    .update(hashSources(repositoryFolder, sources, isSource))
    .update(settings);
  const environment = { ...options.environment, CDK_VALIDATION: 'false' };
  try {
    return await makeOnce({
      cacheFolder,
      name: `cdk-${hash.digest('hex').slice(0, 24)}`,
      make: (folder) => runScript('./synthesize.ts', [folder, settings], { environment, signal }),
    });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    throw new StartError(`The CDK app cannot be synthesised:\n${error.message}`, error);
  }
}
