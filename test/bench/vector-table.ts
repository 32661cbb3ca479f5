import { once } from 'node:events';
import type { Sql } from 'postgres';
import { storedVectors, vectorSet } from './vector-set.ts';

export const modelId = 'bench';
const table = 'bench_vectors';
const copySignature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const { dimensions, tenants } = vectorSet;

/** The tenants' ids, by number. */
export function tenantId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A table like `chunk_embeddings`, without what it refers to, its rows spread over the tenants by turns. */
export async function fillVectorTable(sql: Sql): Promise<void> {
  await sql.unsafe(`create table ${table} (like chunk_embeddings including all);
    alter table ${table} set (toast_tuple_target = 8160)`);
  const copy = await sql.unsafe(`copy ${table} from stdin with (format binary)`).writable();
  copy.write(Buffer.concat([copySignature, Buffer.alloc(8)]));
  for (const [number, vector] of storedVectors().entries()) {
    if (!copy.write(copyRow(number, vector))) await once(copy, 'drain');
  }
  copy.end(Buffer.from([0xff, 0xff]));
  await once(copy, 'finish');
  await sql.unsafe(`analyze ${table}`);
}

/** One HNSW over all tenants, which is also what a tenant with all of these rows would have for itself. */
export async function buildVectorIndex(sql: Sql): Promise<void> {
  await sql.unsafe(`set maintenance_work_mem = '512MB'`);
  await sql.unsafe(`create index ${table}_hnsw on ${table}
    using hnsw ((embedding::vector(${dimensions})) vector_cosine_ops) with (m = 16, ef_construction = 64)`);
}

/** The row's number is the end of its chunk's id. */
function copyRow(number: number, vector: Float32Array): Buffer {
  const floats = Buffer.alloc(4 + vector.length * 4);
  floats.writeInt16BE(vector.length, 0);
  for (const [at, value] of vector.entries()) floats.writeFloatBE(value, 4 + at * 4);
  const fields = [
    uuidBytes(tenantId(number % tenants)),
    uuidBytes(tenantId(number)),
    Buffer.from(modelId),
    floats,
  ];
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  return Buffer.concat([count, ...fields.flatMap((field) => [lengthOf(field), field])]);
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(field.length);
  return length;
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** Ways to the ten nearest rows; each answers the rows' numbers, the nearest first. */
export function waysOfSearching(sql: Sql) {
  const numbers = (rows: readonly { chunk_id: string }[]) =>
    rows.map(({ chunk_id }) => Number(chunk_id.slice(24)));
  const { wanted } = vectorSet;
  return {
    /** Nothing but to send a vector and get an answer. */
    roundTrip: async (literal: string) => {
      await sql`select ${literal}::vector is null`;
      return [];
    },
    /** What searches do inside of a small tenant: all of its vectors, found by the index on the tenant. */
    exactInTenant: async (tenant: number, literal: string) =>
      numbers(
        await sql<{ chunk_id: string }[]>`
          select chunk_id from bench_vectors where organization_id = ${tenantId(tenant)} and model_id = ${modelId}
          order by embedding <=> ${literal}::vector limit ${wanted}`,
      ),
    /** What one index over all tenants makes of a tenant's search. */
    indexInTenant: async (tenant: number, literal: string) =>
      numbers(
        await sql<{ chunk_id: string }[]>`
          select chunk_id from bench_vectors where organization_id = ${tenantId(tenant)} and model_id = ${modelId}
          order by (embedding::vector(${sql.unsafe(String(dimensions))})) <=> ${literal}::vector(${sql.unsafe(String(dimensions))})
          limit ${wanted}`,
      ),
    exactInAll: async (literal: string) =>
      numbers(
        await sql<{ chunk_id: string }[]>`
          select chunk_id from bench_vectors order by embedding <=> ${literal}::vector limit ${wanted}`,
      ),
    indexInAll: async (literal: string) =>
      numbers(
        await sql<{ chunk_id: string }[]>`
          select chunk_id from bench_vectors
          order by (embedding::vector(${sql.unsafe(String(dimensions))})) <=> ${literal}::vector(${sql.unsafe(String(dimensions))})
          limit ${wanted}`,
      ),
  };
}
