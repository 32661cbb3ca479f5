import type { Document } from '@elenchus/contracts/documents/models';
import type { DocumentRow } from '@elenchus/db/schema/documents';

/** A document as answers show it. Fields of analysis and e-mail are empty until something fills them. */
export function presentDocument(row: DocumentRow): Document {
  return {
    id: row.id,
    caseId: row.caseId,
    batchId: row.batchId,
    fileName: row.fileName,
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    pageCount: row.pageCount,
    status: row.status,
    progress: row.progress,
    failure: row.failureCode ? { code: row.failureCode, message: row.failureMessage ?? '' } : null,
    counts: {
      pages: row.pageCount ?? 0,
      pagesWithText: row.pagesWithText,
      pagesByOcr: row.pagesByOcr,
      chunks: row.chunkCount,
      vectors: row.vectorCount,
    },
    textRevision: row.textRevision,
    duplicateOf: row.duplicateOf,
    nearDuplicateGroup: null,
    parentDocumentId: null,
    email: null,
    metadata: {},
    archivedAt: null,
    category: null,
    jurisdiction: null,
    practiceArea: null,
    keywords: [],
    tags: [],
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
