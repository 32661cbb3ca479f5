import type { Analysis } from '@elenchus/contracts/documents/analysis';
import { analyses } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { findDocument } from '../documents/find-document.ts';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentAnalysis } from './present-analysis.ts';

/** Reads the present analysis of a document. Throws `not_found`, also while there is none yet. */
export async function getLatestAnalysis(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly documentId: string };
}): Promise<Analysis> {
  return withTenant(call.ctx, async (tx) => {
    const { id, analysisId } = await findDocument(tx, call.input.documentId);
    const [row] =
      analysisId === null ? [] : await tx.select().from(analyses).where(eq(analyses.id, analysisId));
    if (!row) throw new NotFoundError('analysis of document', id);
    return presentAnalysis(row);
  });
}
