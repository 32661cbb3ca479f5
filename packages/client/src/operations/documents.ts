// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/documents/routes';
import type { Operation } from '../operation.ts';

/** Announce up to 100 files and get a presigned S3 POST for each; the upload starts the pipeline. */
export const createUploads: Operation<typeof routes.createUploads> = {
  operation: 'createUploads',
  method: 'POST',
  path: '/api/v1/documents/uploads',
};

/** List documents, newest first. */
export const listDocuments: Operation<typeof routes.listDocuments> = {
  operation: 'listDocuments',
  method: 'GET',
  path: '/api/v1/documents',
};

/** Read a document: status, progress, failure, counts. */
export const getDocument: Operation<typeof routes.getDocument> = {
  operation: 'getDocument',
  method: 'GET',
  path: '/api/v1/documents/{documentId}',
};

/** Note on a document what people know of it; an analysis leaves these fields alone from then on. */
export const updateDocument: Operation<typeof routes.updateDocument> = {
  operation: 'updateDocument',
  method: 'PATCH',
  path: '/api/v1/documents/{documentId}',
};

/** Read the present analysis: parties, dates, obligations, risks, clauses, each with the words that prove it. */
export const getLatestAnalysis: Operation<typeof routes.getLatestAnalysis> = {
  operation: 'getLatestAnalysis',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/analyses/latest',
};

/** Delete a document with its file, text, chunks and vectors, and the files inside of it. */
export const deleteDocument: Operation<typeof routes.deleteDocument> = {
  operation: 'deleteDocument',
  method: 'DELETE',
  path: '/api/v1/documents/{documentId}',
};

/** Read the text by page; offsets are UTF-16 code units into the whole text. */
export const getDocumentContent: Operation<typeof routes.getDocumentContent> = {
  operation: 'getDocumentContent',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/content',
};

/** Get a short-lived URL of the original file. */
export const getDocumentFile: Operation<typeof routes.getDocumentFile> = {
  operation: 'getDocumentFile',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/file',
};

/** List the chunks of the text in order. */
export const listDocumentChunks: Operation<typeof routes.listDocumentChunks> = {
  operation: 'listDocumentChunks',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/chunks',
};

/** List what the pipeline did with the document, oldest first. */
export const listDocumentEvents: Operation<typeof routes.listDocumentEvents> = {
  operation: 'listDocumentEvents',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/events',
};

/** Run the pipeline again; the present text stays until the new one is ready. */
export const reprocessDocument: Operation<typeof routes.reprocessDocument> = {
  operation: 'reprocessDocument',
  method: 'POST',
  path: '/api/v1/documents/{documentId}/reprocess',
};

/** Run the pipeline again for up to 100 documents, or for none when one of them cannot be processed. */
export const reprocessDocuments: Operation<typeof routes.reprocessDocuments> = {
  operation: 'reprocessDocuments',
  method: 'POST',
  path: '/api/v1/documents/reprocess',
};
