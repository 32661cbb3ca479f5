import * as z from 'zod';
import { exampleIds } from '../platform/example-ids.ts';
import { id, largestInt, line, timestamp } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { route } from '../platform/route.ts';
import { analysis, documentCategory } from './analysis.ts';
import { analysisExample } from './analysis-example.ts';
import {
  chunkExample,
  contentPageExample,
  documentEventExample,
  documentExample,
  fileUrlExample,
  pendingDocumentExample,
  uploadTicketExample,
} from './examples.ts';
import { fileName } from './file-name.ts';
import {
  chunk,
  contentPage,
  document,
  documentEvent,
  documentStatus,
  metadata,
  uploadTicket,
} from './models.ts';

const documentParams = z.strictObject({ documentId: id });
/** Texts are addressed by their revision, which counts from 1. */
const revision = z.coerce.number().int().min(1).max(largestInt).optional();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const createUploads = route({
  operation: 'createUploads',
  method: 'POST',
  path: '/api/v1/documents/uploads',
  tag: 'Documents',
  summary: 'Announce up to 100 files and get a presigned S3 POST for each; the upload starts the pipeline',
  auth: { kind: 'any', role: 'paralegal', scope: 'documents:write' },
  rateLimit: 'upload',
  body: z.strictObject({
    caseId: id,
    batchId: id.nullish(),
    files: z
      .array(
        z.strictObject({
          fileName,
          sizeBytes: z.int().min(0),
          sha256: z
            .string()
            .regex(/^[0-9a-fA-F]{64}$/, 'must be a SHA-256 in hex')
            .toLowerCase()
            .nullish(),
        }),
      )
      .min(1)
      .max(100),
  }),
  success: {
    status: 201,
    description: 'One presigned POST per file, in the order of `files`',
    body: z.object({ batchId: id, uploads: z.array(uploadTicket) }),
  },
  errors: ['not_found', 'conflict', 'quota_exceeded'],
  example: {
    body: {
      caseId: exampleIds.case,
      files: [
        {
          fileName: 'master-services-agreement.pdf',
          sizeBytes: 54779,
          sha256: 'ffaafed1325cefab09610be17bea84fc83befe20836b37edaca1e0440be84d87',
        },
      ],
    },
    answer: { batchId: exampleIds.batch, uploads: [uploadTicketExample] },
  },
});

export const listDocuments = route({
  operation: 'listDocuments',
  method: 'GET',
  path: '/api/v1/documents',
  tag: 'Documents',
  summary: 'List documents, newest first',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  query: z.strictObject({
    ...pageQuery,
    caseId: id.optional(),
    batchId: id.optional(),
    parentDocumentId: id.optional(),
    status: documentStatus.optional(),
    category: line(100).optional(),
    tag: line(100).optional(),
  }),
  success: { status: 200, description: 'A page of documents', body: listOf(document) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [documentExample], nextCursor: null } },
});

export const getDocument = route({
  operation: 'getDocument',
  method: 'GET',
  path: '/api/v1/documents/{documentId}',
  tag: 'Documents',
  summary: 'Read a document: status, progress, failure, counts',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  success: { status: 200, description: 'The document', body: document },
  errors: ['not_found'],
  example: { answer: documentExample },
});

const words = z.array(line(100)).max(50);

export const updateDocument = route({
  operation: 'updateDocument',
  method: 'PATCH',
  path: '/api/v1/documents/{documentId}',
  tag: 'Documents',
  summary: 'Note on a document what people know of it; an analysis leaves these fields alone from then on',
  auth: { kind: 'any', role: 'paralegal', scope: 'documents:write' },
  takesIfMatch: true,
  params: documentParams,
  body: z
    .strictObject({
      /** The version that the change is based on; another one is a conflict. */
      version: z.int().min(1).max(largestInt).optional(),
      category: documentCategory.nullish(),
      jurisdiction: line(100).nullish(),
      practiceArea: line(100).nullish(),
      keywords: words.optional(),
      tags: words.optional(),
      metadata: metadata.optional(),
    })
    .refine((body) => Object.keys(body).some((field) => field !== 'version'), 'must change something'),
  success: { status: 200, description: 'The document as it is now', body: document },
  errors: ['not_found', 'conflict'],
  example: {
    body: {
      category: 'contract',
      practiceArea: 'Commercial contracts',
      tags: ['signed', 'key document'],
      metadata: { custodian: 'Contracts desk' },
    },
    answer: documentExample,
  },
});

export const getLatestAnalysis = route({
  operation: 'getLatestAnalysis',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/analyses/latest',
  tag: 'Documents',
  summary:
    'Read the present analysis: parties, dates, obligations, risks, clauses, each with the words that prove it',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  success: { status: 200, description: 'The analysis', body: analysis },
  errors: ['not_found'],
  example: { answer: analysisExample },
});

export const deleteDocument = route({
  operation: 'deleteDocument',
  method: 'DELETE',
  path: '/api/v1/documents/{documentId}',
  tag: 'Documents',
  summary: 'Delete a document with its file, text, chunks and vectors, and the files inside of it',
  auth: { kind: 'any', role: 'attorney', scope: 'documents:write' },
  takesIfMatch: true,
  params: documentParams,
  success: { status: 204, description: 'Deleted' },
  errors: ['not_found', 'legal_hold'],
});

export const getDocumentContent = route({
  operation: 'getDocumentContent',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/content',
  tag: 'Documents',
  summary: 'Read the text by page; offsets are UTF-16 code units into the whole text',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  query: z.strictObject({
    page: z.coerce.number().int().min(1).max(largestInt).optional(),
    fromPage: z.coerce.number().int().min(1).max(largestInt).optional(),
    fromOffset: z.coerce.number().int().min(0).max(largestInt).optional(),
    boxes: flag.optional(),
    revision,
  }),
  success: {
    status: 200,
    description:
      'Pages, at most 4 MB of them; `nextPage` says where to go on with `fromPage`. A page that does not fit is cut: ' +
      '`nextOffset` then says where to go on in it with `fromOffset`',
    body: z.object({
      documentId: id,
      textRevision: z.int(),
      pageCount: z.int(),
      pages: z.array(contentPage),
      nextPage: z.int().nullable(),
      nextOffset: z.int().nullable(),
    }),
  },
  errors: ['not_found', 'conflict'],
  example: {
    answer: {
      documentId: exampleIds.document,
      textRevision: 1,
      pageCount: 4,
      pages: [contentPageExample],
      nextPage: null,
      nextOffset: null,
    },
  },
});

export const getDocumentFile = route({
  operation: 'getDocumentFile',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/file',
  tag: 'Documents',
  summary: 'Get a short-lived URL of the original file',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  success: { status: 200, description: 'The URL', body: z.object({ url: z.string(), expiresAt: timestamp }) },
  errors: ['not_found', 'conflict'],
  example: { answer: fileUrlExample },
});

export const listDocumentChunks = route({
  operation: 'listDocumentChunks',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/chunks',
  tag: 'Documents',
  summary: 'List the chunks of the text in order',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  query: z.strictObject({ ...pageQuery, revision }),
  success: { status: 200, description: 'A page of chunks', body: listOf(chunk) },
  errors: ['not_found', 'invalid_cursor'],
  example: { answer: { data: [chunkExample], nextCursor: null } },
});

export const listDocumentEvents = route({
  operation: 'listDocumentEvents',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/events',
  tag: 'Documents',
  summary: 'List what the pipeline did with the document, oldest first',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: documentParams,
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of events', body: listOf(documentEvent) },
  errors: ['not_found', 'invalid_cursor'],
  example: { answer: { data: [documentEventExample], nextCursor: null } },
});

export const reprocessDocument = route({
  operation: 'reprocessDocument',
  method: 'POST',
  path: '/api/v1/documents/{documentId}/reprocess',
  tag: 'Documents',
  summary: 'Run the pipeline again; the present text stays until the new one is ready',
  auth: { kind: 'any', role: 'paralegal', scope: 'documents:write' },
  params: documentParams,
  success: { status: 202, description: 'The document, pending again', body: document },
  errors: ['not_found', 'conflict'],
  example: { answer: pendingDocumentExample },
});

export const reprocessDocuments = route({
  operation: 'reprocessDocuments',
  method: 'POST',
  path: '/api/v1/documents/reprocess',
  tag: 'Documents',
  summary: 'Run the pipeline again for up to 100 documents, or for none when one of them cannot be processed',
  auth: { kind: 'any', role: 'paralegal', scope: 'documents:write' },
  rateLimit: 'bulk',
  body: z.strictObject({ documentIds: z.array(id).min(1).max(100) }),
  success: {
    status: 202,
    description: 'The documents, pending again',
    body: z.object({ data: z.array(document) }),
  },
  errors: ['not_found', 'conflict'],
  example: { body: { documentIds: [exampleIds.document] }, answer: { data: [pendingDocumentExample] } },
});
