import type { Analysis } from '@elenchus/contracts/documents/analysis';
import type { AnalysisRow } from '@elenchus/db/schema/documents';

/** An analysis as answers show it. */
export function presentAnalysis(row: AnalysisRow): Analysis {
  return {
    id: row.id,
    documentId: row.documentId,
    caseId: row.caseId,
    textRevision: row.revision,
    status: row.status,
    content: row.content,
    model: row.model,
    provider: row.provider,
    tokensUsed: row.tokensUsed,
    costMicroUsd: row.costMicroUsd,
    reasoning: row.reasoning,
    createdAt: row.createdAt.toISOString(),
  };
}
