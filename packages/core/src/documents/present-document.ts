import type { Document } from '@elenchus/contracts/documents/models';
import type { DocumentRow } from '@elenchus/db/schema/documents';

/** A document as answers show it. */
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
      pagesUnread: row.pagesUnread,
      chunks: row.chunkCount,
      vectors: row.vectorCount,
    },
    textRevision: row.textRevision,
    duplicateOf: row.duplicateOf,
    nearDuplicateGroup: null,
    parentDocumentId: row.parentDocumentId,
    title: row.title,
    email: row.email,
    metadata: row.metadata,
    archivedAt: null,
    category: row.category,
    jurisdiction: row.jurisdiction,
    practiceArea: row.practiceArea,
    keywords: row.keywords,
    tags: row.tags,
    documentDate: row.documentDate,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
