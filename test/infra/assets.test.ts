import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kebabCase } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Synthesis, synthesize } from './synthesize.ts';

let bundleFolder: string;
beforeAll(() => {
  bundleFolder = mkdtempSync(join(tmpdir(), 'elenchus-bundles-'));
  for (const { operation } of functionTable) {
    const name = kebabCase(operation);
    mkdirSync(join(bundleFolder, name));
    writeFileSync(join(bundleFolder, name, `${name}.mjs`), `// ${name}`);
  }
});
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }));

function codeHashes(synthesis: Synthesis): string[] {
  return synthesis
    .ofType('AWS::Lambda::Function')
    .filter(({ properties }) => properties.Handler !== '__entrypoint__.handler')
    .map(({ properties }) => properties.Code.S3Key);
}

/** The version of the migration carries the hash of its code in its id. */
function withoutHashes({ templates }: Synthesis): string {
  return JSON.stringify([...templates])
    .replaceAll(/[0-9a-f]{64}/g, '<hash>')
    .replaceAll(/CurrentVersion\w+/g, 'CurrentVersion');
}

it('makes the same templates with and without bundles but for the hashes of the code', async () => {
  const bundled = await synthesize('development', { nag: false, bundleFolder });
  const unbuilt = await synthesize('development', { nag: false });
  expect(withoutHashes(bundled)).toBe(withoutHashes(unbuilt));
  expect(new Set(codeHashes(bundled)).size).toBe(functionTable.length);
  expect(codeHashes(bundled)).not.toEqual(codeHashes(unbuilt));
});
