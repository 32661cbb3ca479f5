import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import { analyses, type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import { documentFields } from '../analysis/document-fields.ts';
import type { TenantContext } from '../platform/context.ts';
import { countVectors } from './count-vectors.ts';
import { runStage } from './run-stage.ts';

export class IncompleteVectorsError extends Error {
  readonly code = 'incomplete_vectors';
  constructor(chunkCount: number, vectorCount: number) {
    super(`${chunkCount} chunks have ${vectorCount} vectors`);
    this.name = 'IncompleteVectorsError';
  }
}

/**
 * Completes a document whose every chunk has a vector: its new text, and the analysis of it, are the present ones
 * from here on. Of
 * equal files in a case the first to complete is the original, the others point to it.
 */
export function finishDocument(call: {
  readonly ctx: TenantContext<'db'>;
  readonly input: IngestionInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  return runStage(ctx, input, {
    name: 'finish',
    work: async () => ({
      outcome: 'continue',
      detail: 'searchable',
      changes: async (tx, document) => {
        const counts = await countVectors(tx, document.id, input.attempt);
        if (counts.chunkCount === 0 || counts.vectorCount !== counts.chunkCount) {
          throw new IncompleteVectorsError(counts.chunkCount, counts.vectorCount);
        }
        const duplicateOf = await findOriginal(tx, document);
        if (duplicateOf !== null) await passDuplicatesOn(tx, document.id, duplicateOf);
        return {
          ...counts,
          ...(await presentAnalysis(tx, document, input.attempt)),
          status: 'completed',
          progress: 1,
          textRevision: input.attempt,
          duplicateOf,
        };
      },
    }),
  });
}

/** What the analysis of the new text says of the document; a text without one leaves the document without one. */
async function presentAnalysis(
  tx: Transaction,
  document: DocumentRow,
  revision: number,
): Promise<Partial<DocumentRow>> {
  const [found] = await tx
    .select()
    .from(analyses)
    .where(and(eq(analyses.documentId, document.id), eq(analyses.revision, revision)))
    .orderBy(desc(analyses.id))
    .limit(1);
  if (!found) return { analysisId: null };
  return { ...documentFields(document, found.content), analysisId: found.id };
}

/** A former original that is now a duplicate itself: those that pointed to it point to its original. */
async function passDuplicatesOn(tx: Transaction, documentId: string, original: string): Promise<void> {
  await tx.update(documents).set({ duplicateOf: original }).where(eq(documents.duplicateOf, documentId));
}

async function findOriginal(tx: Transaction, document: DocumentRow): Promise<string | null> {
  const { caseId, sha256 } = document;
  if (sha256 === null) return null;
  // Two equal files that finish at the same time: one has to wait and then sees the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${caseId + sha256}, 0))`);
  const [original] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.caseId, caseId),
        eq(documents.sha256, sha256),
        eq(documents.status, 'completed'),
        isNull(documents.duplicateOf),
        ne(documents.id, document.id),
      ),
    );
  return original?.id ?? null;
}
