import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionTable } from '../table.ts';
import { buildDocument } from './build-document.ts';
import { renderOperationFiles } from './operation-files.ts';
import { placeContracts } from './place-contracts.ts';

/** Writes `openapi.json` and the operations of the client; with `--check` only tells whether they are up to date. */
const root = new URL('../../', import.meta.url);
const operations = new URL('packages/client/src/operations/', root);
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const contracts = functionTable.flatMap((row) => (row.trigger === 'http' ? [row.contract] : []));

const wanted = new Map<string, string | undefined>();
for (const name of await readdir(operations)) wanted.set(new URL(name, operations).href, undefined);
for (const [name, text] of renderOperationFiles(await placeContracts(contracts))) {
  wanted.set(new URL(name, operations).href, text);
}
wanted.set(
  new URL('./openapi.json', import.meta.url).href,
  `${JSON.stringify(buildDocument(functionTable, version), null, 2)}\n`,
);

for (const [href, text] of wanted) {
  const file = new URL(href);
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === text) continue;
  const path = relative(fileURLToPath(root), fileURLToPath(file));
  if (process.argv.includes('--check')) {
    console.error(`${path} is not up to date: run \`npm run openapi\` and commit it.`);
    process.exitCode = 1;
  } else if (text === undefined) {
    await rm(file);
    console.log(`Removed ${path}`);
  } else {
    await writeFile(file, text);
    console.log(`Wrote ${path}`);
  }
}
