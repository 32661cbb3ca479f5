import { readFile, writeFile } from 'node:fs/promises';
import { functionTable } from '../table.ts';
import { buildDocument } from './build-document.ts';

/** Writes `openapi.json` beside this file; with `--check` only tells whether it is up to date. */
const file = new URL('./openapi.json', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
const document = `${JSON.stringify(buildDocument(functionTable, version), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(file, document);
  console.log('Wrote functions/openapi/openapi.json');
} else if ((await readFile(file, 'utf8')) !== document) {
  console.error('functions/openapi/openapi.json is not up to date: run `npm run openapi` and commit it.');
  process.exitCode = 1;
}
