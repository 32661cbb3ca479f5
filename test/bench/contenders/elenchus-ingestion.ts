import { fileURLToPath } from 'node:url';
import { ParserPool } from '@elenchus/adapters/document-parser/parser-pool';
import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import { OfflineAnalyzer } from '@elenchus/core/analysis/analyse-offline';
import { originalKey } from '@elenchus/core/documents/object-keys';
import type { UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { chunks, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, count, eq } from 'drizzle-orm';
import type { MakeContender } from '../contender.ts';
import { announce } from './announce.ts';
import { benchStore } from './bench-store.ts';
import { ingest } from './pipeline.ts';

export interface IngestionOptions {
  readonly paths: readonly string[];
  /** A migrated database. */
  readonly loginUrl: string;
}

export interface IngestionInput {
  readonly analyse: boolean;
}

/** As the local cloud has it. */
const maxConnections = 10;

/** The pipeline's own steps with its parser processes, all documents under way at once, as their executions are. */
export const makeContender: MakeContender<IngestionOptions, IngestionInput> = async ({ paths, loginUrl }) => {
  const originals = new Map<string, string>();
  const parser = new ParserPool({
    workerPath: fileURLToPath(import.meta.resolve('@elenchus/adapters/document-parser/parser-worker')),
    wasmPath: fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')),
  });
  const { db, close } = openDatabase(settingsFromUrl(loginUrl, maxConnections));
  const ports = {
    db,
    objects: benchStore(originals),
    parser,
    embedder: new OfflineEmbedder(),
    analyzer: new OfflineAnalyzer(),
  };

  return {
    /** Each round is that of a new organization. */
    async run({ analyse }) {
      const ctx = {
        clock: () => new Date(),
        newId: newUuid,
        logger: { info: () => {}, warn: () => {}, error: () => {} },
        organizationId: newUuid(),
        origin: { requestId: 'bench', ipAddress: null, userAgent: null },
        actor: { kind: 'user' as const, id: newUuid(), role: 'owner' as const, sessionId: newUuid() },
        ports,
      };
      const ids = await announce(ctx, paths);
      for (const [index, path] of paths.entries()) {
        originals.set(originalKey(ctx.organizationId, ids[index] ?? ''), path);
      }
      await Promise.all(ids.map((id) => ingest(ctx, id, { analyse })));
      return countStored(ctx);
    },
    async close() {
      await parser.close();
      await close();
    },
  };
};

async function countStored(ctx: UserContext<'db'>): Promise<{ documents: number; chunks: number }> {
  const { organizationId } = ctx;
  const completed = and(eq(documents.organizationId, organizationId), eq(documents.status, 'completed'));
  return withTenant(ctx, async (tx) => {
    const [stored] = await tx.select({ count: count() }).from(documents).where(completed);
    const [cut] = await tx
      .select({ count: count() })
      .from(chunks)
      .where(eq(chunks.organizationId, organizationId));
    return { documents: stored?.count ?? 0, chunks: cut?.count ?? 0 };
  });
}
