import { type Figure, reportBench } from './bench-report.ts';
import type { Round } from './contender.ts';
import { ContenderClient } from './contender-client.ts';
import { contractPaths } from './contracts.ts';
import { inTurns, median } from './rounds.ts';

const ours = 'Elenchus (with boxes)';
const contenders = [
  { name: ours, module: 'contenders/elenchus-parsing.ts' },
  { name: 'unpdf', module: 'peers/unpdf-parsing.ts', atLeast: 3.3 },
  { name: "LangChain's PDFLoader", module: 'peers/langchain-parsing.ts' },
  { name: 'pdf2json (with positions)', module: 'peers/pdf2json-parsing.ts' },
];

/** Pages of contracts per processor second, over every fourth contract. */
export async function run(): Promise<void> {
  const paths = contractPaths().filter((_, index) => index % 4 === 0);
  const clients: ContenderClient[] = [];
  try {
    for (const { name, module } of contenders) {
      clients.push(await ContenderClient.start(name, module, { paths }));
    }
    const rounds = await inTurns(
      clients.map((client) => ({ name: client.name, rounds: 3, round: () => client.round() })),
    );
    const speedOf = (name: string) => median((rounds.get(name) ?? []).map(pagesPerCpuSecond));
    const figures = contenders.flatMap(({ name, atLeast }): Figure[] => [
      { name: `${name}: pages per CPU second`, value: speedOf(name) },
      ...(name === ours
        ? []
        : [
            { name: `ours / ${name}`, value: speedOf(ours) / speedOf(name), ...(atLeast ? { atLeast } : {}) },
          ]),
    ]);
    reportBench('parsing', figures, Object.fromEntries(rounds));
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

function pagesPerCpuSecond({ achieved, cpuSeconds }: Round): number {
  return (achieved['pages'] ?? 0) / cpuSeconds;
}
