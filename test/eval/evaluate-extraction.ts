/** `npm run eval:extraction`: whether files are read as they should be, through the running product. */
import { measureContracts } from './contract-extraction.ts';
import { withServer } from './evaluation-server.ts';
import { measureFiles } from './file-expectations.ts';
import { requireData } from './labelled-data.ts';
import { measureProof } from './proven-text.ts';
import { report } from './report.ts';

requireData();
await withServer(async (api) => {
  const files = await measureFiles(api);
  const contracts = await measureContracts(api);
  const documents = [...files.outcomes.map(({ document }) => document), ...contracts.documents];
  const proof = await measureProof(api, documents);
  for (const { file, expected, missing } of files.outcomes.filter(({ holds }) => !holds)) {
    console.log(`${file} (${expected}): ${missing.map((part) => part.slice(0, 100)).join(' | ')}`);
  }
  report('extraction', [...files.figures, ...proof, ...contracts.figures], {
    files: files.outcomes.map(({ file, expected, holds, missing }) => ({ file, expected, holds, missing })),
    contracts: contracts.details,
  });
});
