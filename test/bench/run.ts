// npm run bench [-- parsing | chunking | ingestion | searching | sign-in ...]: speed and cost beside those of other
// projects, measured in turns on this machine; it installs what it compares with on first use. And how long sign-ins
// take that fail.
import { existsSync } from 'node:fs';
import { contractsFolder } from './contracts.ts';
import { installPeers } from './install-peers.ts';

type Benchmarks = Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>>;

/** On the contracts, beside other projects. */
const compared: Benchmarks = {
  parsing: () => import('./parsing.ts'),
  chunking: () => import('./chunking.ts'),
  ingestion: () => import('./ingestion.ts'),
  searching: () => import('./searching.ts'),
};

const alone: Benchmarks = { 'sign-in': () => import('./sign-in-timing.ts') };

const benchmarks = { ...compared, ...alone };
const asked = process.argv.slice(2);
const wanted = (some: Benchmarks) =>
  Object.entries(some).flatMap(([name, load]) => (asked.length === 0 || asked.includes(name) ? [load] : []));
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  if (wanted(compared).length > 0 && existsSync(contractsFolder)) {
    await installPeers();
    for (const load of wanted(compared)) await (await load()).run();
  } else if (wanted(compared).length > 0) {
    console.error(`Skipped: the contracts are not here (${contractsFolder}), on which others are measured.`);
  }
  for (const load of wanted(alone)) await (await load()).run();
}
