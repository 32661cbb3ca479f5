import type { DatabaseScope } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import type { Clock } from '../../platform/context.ts';
import { countVectorsByTenant, dimensionsOf, type VectorCount } from './count-vectors-by-tenant.ts';
import {
  claimIndex,
  creationOf,
  forgetIndex,
  registeredIndexes,
  setState,
  stateOf,
  strayIndexes,
} from './index-registry.ts';
import { mostDimensions, type VectorIndex, vectorIndex } from './vector-index.ts';

export interface MaintenanceContext extends DatabaseScope {
  readonly clock: Clock;
}

export interface MaintenanceSettings {
  /** An organization with so many vectors of a model gets an index; with less than half of it, it loses it. */
  readonly leastVectors: number;
  /** How long a run may take; after that another takes its unfinished work over. */
  readonly claimMs: number;
}

export const defaultMaintenance: MaintenanceSettings = { leastVectors: 50_000, claimMs: 20 * 60_000 };

/** HNSW as pgvector's authors propose it: links of a node, and how many nodes are looked at for a new one. */
const parameters = 'm = 16, ef_construction = 64';
/** Bytes of a node besides its vector, and the bounds of what a build may take. */
const nodeBytes = 600;
const memoryMb = { least: 64, most: 1024 };

/**
 * Gives each organization with many vectors an HNSW index of its own, and takes it away when they have become
 * few. Needs a connection of the owner. May run twice at once: what one run builds, the other leaves alone. A build
 * may outlast the run that began it, since PostgreSQL goes on by itself: then a later run puts the index to use. What
 * nobody builds any more is dropped and built anew. Throws an AggregateError after all has been tried.
 */
export async function maintainVectorIndexes(
  ctx: MaintenanceContext,
  settings: MaintenanceSettings = defaultMaintenance,
): Promise<{ built: string[]; dropped: string[] }> {
  const result = { built: [] as string[], dropped: [] as string[] };
  const errors: unknown[] = [];
  const attempt = async (work: () => Promise<void>) => work().catch((error: unknown) => errors.push(error));

  const counts = await countVectorsByTenant(ctx, Math.ceil(settings.leastVectors / 2));
  const known = await registeredIndexes(ctx.ports.db);
  for (const count of counts.filter((each) => each.count >= settings.leastVectors)) {
    const present = known.find(
      (each) => each.organization_id === count.organizationId && each.model_id === count.modelId,
    );
    if (present?.state === 'ready' && present.is_valid) continue;
    await attempt(async () => {
      const name = await build(ctx, settings, count);
      if (name !== null) result.built.push(name);
    });
  }
  const few = known.filter(
    (each) =>
      !counts.some(
        (count) => count.organizationId === each.organization_id && count.modelId === each.model_id,
      ),
  );
  for (const { index_name } of few) {
    await attempt(async () => {
      // Dropping would wait for the end of it.
      if ((await stateOf(ctx.ports.db, index_name)) === 'building') return;
      // From here on searches do without it.
      await setState(ctx.ports.db, index_name, 'dropping', ctx.clock());
      await drop(ctx, index_name);
      await forgetIndex(ctx.ports.db, index_name);
      result.dropped.push(index_name);
    });
  }
  for (const name of await strayIndexes(ctx.ports.db)) {
    await attempt(async () => {
      if ((await stateOf(ctx.ports.db, name)) === 'building') return;
      await drop(ctx, name);
      result.dropped.push(name);
    });
  }
  if (errors.length > 0) throw new AggregateError(errors, 'some vector indexes could not be made or dropped');
  return result;
}

/** Builds an index, or takes one that is there; null when it is being built, or the vectors cannot be indexed. */
async function build(
  ctx: MaintenanceContext,
  settings: MaintenanceSettings,
  count: VectorCount,
): Promise<string | null> {
  const { db } = ctx.ports;
  const dimensions = await dimensionsOf(ctx, count);
  if (dimensions === undefined || dimensions > mostDimensions) return null;
  const index = vectorIndex(count.organizationId, count.modelId, dimensions);
  const state = await stateOf(db, index.name);
  if (state === 'building') return null;
  const now = ctx.clock();
  const isOurs = await claimIndex(db, {
    ...count,
    dimensions,
    name: index.name,
    now,
    until: new Date(now.getTime() + settings.claimMs),
  });
  if (!isOurs) return null;
  try {
    if (state !== 'valid') {
      // An invalid index PostgreSQL keeps up to date but never uses.
      await drop(ctx, index.name);
      await create(ctx, index, count.count);
    }
    await setState(db, index.name, 'ready', ctx.clock());
    return index.name;
  } catch (error) {
    await setState(db, index.name, 'building', now);
    throw error;
  }
}

async function create({ ports: { db } }: MaintenanceContext, index: VectorIndex, count: number) {
  const bytes = count * (index.dimensions * 4 + nodeBytes);
  const mb = Math.min(memoryMb.most, Math.max(memoryMb.least, Math.ceil(bytes / 1_048_576)));
  await db.execute(sql`select set_config('maintenance_work_mem', ${`${mb}MB`}, false)`);
  await db.execute(
    sql.raw(
      `${creationOf(index.name)}chunk_embeddings using hnsw (` +
        `${index.expression('chunk_embeddings')} vector_cosine_ops) with (${parameters}) ` +
        `where ${index.predicate('chunk_embeddings')}`,
    ),
  );
}

async function drop({ ports: { db } }: MaintenanceContext, name: string): Promise<void> {
  await db.execute(sql`drop index concurrently if exists ${sql.identifier(name)}`);
}
