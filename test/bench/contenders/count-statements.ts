import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { serializeText } from '@elenchus/core/documents/load-text';
import { textKey } from '@elenchus/core/documents/object-keys';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { newUuid } from '@elenchus/core/platform/ids';
import { ownerDatabaseOf } from '@elenchus/db/owner-database';
import { textRevisions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import postgres from 'postgres';
import { announce } from './announce.ts';
import { benchStore } from './bench-store.ts';

export interface StatementCount {
  /** All that chunking and embedding one document sends, with its transactions and the record of its stages. */
  readonly all: number;
  /** Those of them that write chunks and vectors. */
  readonly writes: number;
  readonly chunks: number;
}

/** Chunks and embeds one document and counts the statements. */
export async function countStatements(loginUrl: string, extracted: ExtractedText): Promise<StatementCount> {
  const statements: string[] = [];
  const sql = postgres(loginUrl, { max: 1, debug: (_connection, query) => void statements.push(query) });
  const ports = {
    db: ownerDatabaseOf(sql),
    objects: benchStore(new Map()),
    embedder: new OfflineEmbedder(),
  };
  const ctx = {
    clock: () => new Date(),
    newId: newUuid,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    organizationId: newUuid(),
    origin: { requestId: 'bench', ipAddress: null, userAgent: null },
    actor: { kind: 'user' as const, id: newUuid(), role: 'owner' as const, sessionId: newUuid() },
    ports,
  };
  const [documentId = ''] = await announce(ctx, ['contract.pdf']);
  const key = textKey(ctx.organizationId, documentId, 1);
  await ports.objects.put(key, serializeText(extracted), 'application/json');
  await withTenant(ctx, (tx) =>
    tx.insert(textRevisions).values({
      organizationId: ctx.organizationId,
      documentId,
      revision: 1,
      textKey: key,
      textLength: extracted.text.length,
      pageCount: 1,
      pagesWithText: 1,
      pagesByOcr: 0,
      titleText: '',
      createdAt: ctx.clock(),
    }),
  );
  statements.length = 0;
  const input = { organizationId: ctx.organizationId, documentId, attempt: 1 };
  const { batches } = await chunkDocument({ ctx, input });
  for (const batch of batches) await embedChunks({ ctx, input: { ...input, batch } });
  await sql.end();
  const writes = statements.filter((statement) => /^\s*insert into chunk/.test(statement)).length;
  return { all: statements.length, writes, chunks: batches.at(-1)?.to ?? 0 };
}
