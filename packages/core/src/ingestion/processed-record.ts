import type { DocumentRow } from '@elenchus/db/schema/documents';
import type { AuditRecord } from '../audit/record-audit.ts';

type Ended = Pick<
  DocumentRow,
  'id' | 'attempt' | 'status' | 'failureCode' | 'pageCount' | 'chunkCount' | 'vectorCount'
>;

/** What the audit log keeps of the end of an attempt; counts only of a text that is there. */
export function processedRecord(document: Ended): AuditRecord {
  const { id, attempt, status, failureCode, pageCount, chunkCount, vectorCount } = document;
  const counts = status === 'completed' ? { pageCount, chunkCount, vectorCount } : { failureCode };
  return {
    action: 'document.processed',
    resource: { type: 'document', id },
    details: { attempt, status, ...counts },
  };
}
