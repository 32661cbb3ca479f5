import { type Figure, reportBench } from './bench-report.ts';
import { type BenchServer, startBenchServer, withDatabase, withMigrated } from './bench-server.ts';
import type { Round } from './contender.ts';
import { ContenderClient } from './contender-client.ts';
import { countStatements, type StatementCount } from './contenders/count-statements.ts';
import { digitalContracts } from './contract-texts.ts';
import { inTurns, median } from './rounds.ts';

const ours = 'Elenchus';
const oursAnalysing = 'Elenchus with analysis';
const plain = 'LangChain.js';
const withIndex = 'LangChain.js with its HNSW index';

/** From files to searchable documents in the same PostgreSQL, without calls of models. */
export async function run(): Promise<void> {
  const server = await startBenchServer();
  try {
    const contracts = await digitalContracts();
    const paths = contracts.map(({ path }) => path);
    await withMigrated(server, async ({ loginUrl }) => {
      const rounds = await withDatabase(server, (url) =>
        compare(server, { paths, loginUrl }, { paths, url }),
      );
      const statements = await Promise.all(
        contracts.map(({ extracted }) => countStatements(loginUrl, extracted)),
      );
      const figures = [...figuresOf(rounds, server), ...statementFigures(statements)];
      reportBench('ingestion', figures, { rounds: Object.fromEntries(rounds), statements });
    });
  } finally {
    await server.stop();
  }
}

async function compare(
  server: BenchServer,
  options: object,
  peerOptions: object,
): Promise<Map<string, Round[]>> {
  const clients: ContenderClient[] = [];
  try {
    const elenchus = await ContenderClient.start(ours, 'contenders/elenchus-ingestion.ts', options);
    clients.push(elenchus);
    const langChain = await ContenderClient.start(plain, 'peers/langchain-ingestion.ts', peerOptions);
    clients.push(langChain);
    return await inTurns([
      { name: ours, rounds: 3, round: () => measured(server, elenchus, { analyse: false }) },
      { name: plain, rounds: 3, round: () => measured(server, langChain, { hnsw: false }) },
      { name: oursAnalysing, rounds: 1, round: () => measured(server, elenchus, { analyse: true }) },
      { name: withIndex, rounds: 1, round: () => measured(server, langChain, { hnsw: true }) },
    ]);
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

/** A round with the server's processor time added to the contender's. */
async function measured(server: BenchServer, client: ContenderClient, input: unknown): Promise<Round> {
  const before = server.cpuSeconds();
  const round = await client.round(input);
  const after = server.cpuSeconds();
  const serverCpu = before === null || after === null ? 0 : after - before;
  return {
    ...round,
    cpuSeconds: round.cpuSeconds + serverCpu,
    achieved: { ...round.achieved, serverCpuSeconds: serverCpu },
  };
}

function figuresOf(rounds: ReadonlyMap<string, readonly Round[]>, server: BenchServer): Figure[] {
  const wall = (name: string) => median((rounds.get(name) ?? []).map((round) => round.wallSeconds));
  const cpu = (name: string) => median((rounds.get(name) ?? []).map((round) => round.cpuSeconds));
  const note =
    server.cpuSeconds() === null ? "without the server's, which runs elsewhere" : "with the server's";
  return [
    ...[...rounds].flatMap(([name, [round]]): Figure[] => [
      { name: `${name}: documents per second`, value: (round?.achieved['documents'] ?? 0) / wall(name) },
      { name: `${name}: CPU seconds`, value: cpu(name), note },
    ]),
    { name: `wall time of ${plain} / ours`, value: wall(plain) / wall(ours), atLeast: 4 },
    { name: `CPU time of ${plain} / ours`, value: cpu(plain) / cpu(ours), atLeast: 3, note },
    { name: `wall time of ${withIndex} / ours`, value: wall(withIndex) / wall(ours), atLeast: 10 },
  ];
}

function statementFigures(counts: readonly StatementCount[]): Figure[] {
  return [
    {
      name: "statements that write a document's chunks and vectors",
      value: median(counts.map(({ writes }) => writes)),
      atMost: 3,
      note: `median; at most ${Math.max(...counts.map(({ writes }) => writes))}`,
    },
    {
      name: 'all statements of chunking and embedding a document',
      value: median(counts.map(({ all }) => all)),
      note: 'with transactions, locks and events',
    },
  ];
}
