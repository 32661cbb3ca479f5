import { vectorLiteral } from '@elenchus/core/retrieval/vector-literal';
import postgres, { type Sql } from 'postgres';
import { type Figure, reportBench } from './bench-report.ts';
import { startBenchServer, withMigrated } from './bench-server.ts';
import { ContenderClient } from './contender-client.ts';
import { median } from './rounds.ts';
import { queryVectors, vectorSet } from './vector-set.ts';
import { buildVectorIndex, fillVectorTable, waysOfSearching } from './vector-table.ts';

const { rows, tenants, wanted } = vectorSet;
/** The tenant that is searched, and how often each search is repeated. */
const tenant = 7;
const rounds = 3;
/** How many vectors an index looks at: pgvector's own default, and what `search/look-up.ts` sets. */
const widths = { narrow: 40, wide: 100 } as const;

interface Measured {
  readonly milliseconds: number;
  readonly answers: readonly (readonly number[])[];
}

/** Nearest vectors inside of a small tenant and across a large one. */
export async function run(): Promise<void> {
  const server = await startBenchServer();
  try {
    await withMigrated(server, async ({ ownerUrl }) => {
      const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
      await fillVectorTable(sql);
      await buildVectorIndex(sql);
      // The planner knows no other way but by the index, where there is one.
      await sql.unsafe('set enable_sort = off');
      const measured = await measure(sql);
      await sql.end();
      const usearch = await ContenderClient.start('usearch', 'peers/usearch-searching.ts');
      const nearest = measured.exactInAll.answers;
      await usearch.round({ nearest });
      const peer = await usearch.round({ nearest });
      await usearch.close();
      reportBench('searching', figuresOf(measured, peer.achieved), {
        vectorSet,
        milliseconds: Object.fromEntries(
          Object.entries(measured).map(([name, way]) => [name, way.milliseconds]),
        ),
        usearch: peer.achieved,
      });
    });
  } finally {
    await server.stop();
  }
}

/** Asks every query in every way, in turns; each way's last answers and its median time. */
async function measure(sql: Sql) {
  const ways = waysOfSearching(sql);
  const set = (scan: string, width: number) =>
    sql.unsafe(`set hnsw.iterative_scan = ${scan}; set hnsw.ef_search = ${width}`);
  const asked = {
    roundTrip: (literal: string) => ways.roundTrip(literal),
    exactInTenant: (literal: string) => ways.exactInTenant(tenant, literal),
    iterativeInTenant: (literal: string) => ways.indexInTenant(tenant, literal),
    plainInTenant: (literal: string) => ways.indexInTenant(tenant, literal),
    exactInAll: (literal: string) => ways.exactInAll(literal),
    indexInAll: (literal: string) => ways.indexInAll(literal),
    widerIndexInAll: (literal: string) => ways.indexInAll(literal),
  };
  const literals = queryVectors().map(vectorLiteral);
  const times: Record<string, number[]> = {};
  const answers: Record<string, number[][]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, ask] of Object.entries(asked)) {
      await set(
        name === 'plainInTenant' ? 'off' : 'strict_order',
        name === 'widerIndexInAll' ? widths.wide : widths.narrow,
      );
      answers[name] = [];
      for (const literal of literals) {
        const startMs = performance.now();
        answers[name].push(await ask(literal));
        // The first round is for warming up.
        if (round > 0) times[name] = [...(times[name] ?? []), performance.now() - startMs];
      }
    }
  }
  const of = (name: keyof typeof asked): Measured => ({
    milliseconds: median(times[name] ?? []),
    answers: answers[name] ?? [],
  });
  return {
    roundTrip: of('roundTrip'),
    exactInTenant: of('exactInTenant'),
    iterativeInTenant: of('iterativeInTenant'),
    plainInTenant: of('plainInTenant'),
    exactInAll: of('exactInAll'),
    indexInAll: of('indexInAll'),
    widerIndexInAll: of('widerIndexInAll'),
  };
}

function figuresOf(
  measured: Awaited<ReturnType<typeof measure>>,
  usearch: Readonly<Record<string, number>>,
): Figure[] {
  const { exactInTenant, iterativeInTenant, plainInTenant, exactInAll, indexInAll, widerIndexInAll } =
    measured;
  const inTenant = (name: string, way: Measured): Figure[] => [
    { name: `${name}: ms`, value: way.milliseconds },
    { name: `${name}: recall@${wanted}`, value: recall(way, exactInTenant) },
    {
      name: `${name}: fewest rows of ${wanted}`,
      value: Math.min(...way.answers.map((found) => found.length)),
    },
  ];
  const [time, found, fewest] = inTenant('exact scan of the tenant', exactInTenant) as [
    Figure,
    Figure,
    Figure,
  ];
  const note = `${rows / tenants} of ${rows} rows`;
  return [
    { name: 'a round trip with a vector, in each of these: ms', value: measured.roundTrip.milliseconds },
    { ...time, note },
    { ...found, atLeast: 0.99 },
    { ...fewest, atLeast: wanted },
    ...inTenant('one index of all tenants, iterative scan', iterativeInTenant),
    ...inTenant('one index of all tenants, plain', plainInTenant),
    {
      name: 'time of the exact scan / of the iterative one',
      value: exactInTenant.milliseconds / iterativeInTenant.milliseconds,
      atMost: 0.15,
    },
    { name: 'exact scan of a large tenant: ms', value: exactInAll.milliseconds, note: `${rows} rows` },
    { name: 'usearch: ms', value: usearch['milliseconds'] ?? Number.NaN, note: 'in the asking process' },
    { name: `usearch: recall@${wanted}`, value: usearch['recall'] ?? Number.NaN },
    ...ofOwnIndex(widths.narrow, indexInAll, exactInAll, usearch),
    ...ofOwnIndex(widths.wide, widerIndexInAll, exactInAll, usearch),
  ];
}

/** How a large tenant's own index does beside an exact scan and an index without a database. */
function ofOwnIndex(
  width: number,
  index: Measured,
  exact: Measured,
  usearch: Readonly<Record<string, number>>,
): Figure[] {
  const note = `looking at ${width}`;
  const { milliseconds } = index;
  return [
    { name: "a large tenant's own index: ms", value: milliseconds, note },
    {
      name: `a large tenant's own index: recall@${wanted}`,
      value: recall(index, exact),
      atLeast: 0.98,
      note,
    },
    {
      name: 'time of the own index / of usearch',
      value: milliseconds / (usearch['milliseconds'] ?? Number.NaN),
      atMost: 2.5,
      note,
    },
    {
      name: 'time of an exact scan / of the own index',
      value: exact.milliseconds / milliseconds,
      atLeast: 50,
      note,
    },
  ];
}

/** Share of the truly nearest that a way has found. */
function recall(way: Measured, exact: Measured): number {
  const shares = way.answers.map((found, at) => {
    const wantedRows = exact.answers[at] ?? [];
    return wantedRows.filter((row) => found.includes(row)).length / wantedRows.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
