import type { Document } from '@elenchus/contracts/documents/models';

export interface NotSent {
  /** Null when the server has not taken notice of the file. */
  readonly documentId: string | null;
  readonly path: string;
  readonly reason: string;
}

/** What has become of the files so far; told whatever happens. */
export interface UploadReport {
  readonly caseId: string;
  /** Null until the server has taken notice of a file. */
  batchId: string | null;
  documents: readonly Document[];
  readonly notSent: NotSent[];
}
