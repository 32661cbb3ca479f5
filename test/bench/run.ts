// npm run bench [-- parsing | chunking | ingestion | searching ...]: speed and cost beside those of other projects,
// measured in turns on this machine. It installs what it compares with on first use.
import { existsSync } from 'node:fs';
import { contractsFolder } from './contracts.ts';
import { installPeers } from './install-peers.ts';

const benchmarks: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> = {
  parsing: () => import('./parsing.ts'),
  chunking: () => import('./chunking.ts'),
  ingestion: () => import('./ingestion.ts'),
  searching: () => import('./searching.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exitCode = 1;
} else if (!existsSync(contractsFolder)) {
  console.error(`Skipped: the contracts are not here (${contractsFolder}); there is nothing to measure.`);
} else {
  await installPeers();
  for (const [name, load] of Object.entries(benchmarks)) {
    if (asked.length === 0 || asked.includes(name)) await (await load()).run();
  }
}
