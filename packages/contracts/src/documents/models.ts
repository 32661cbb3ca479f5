import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';
import { storableJson } from '../platform/storable-json.ts';
import { textBox } from './extracted-text.ts';
import { failureCode } from './failure-codes.ts';

export const documentStatus = z.enum([
  'awaiting_upload',
  'pending',
  'processing',
  'completed',
  'failed',
  'rejected',
]);
export type DocumentStatus = z.infer<typeof documentStatus>;

export const documentCounts = z.object({
  pages: z.int(),
  pagesWithText: z.int(),
  pagesByOcr: z.int(),
  /** Pages that show something, of which no text could be read: handwriting, drawings, faint print. */
  pagesUnread: z.int(),
  chunks: z.int(),
  vectors: z.int(),
});

/** What the header of an e-mail says; messages of one thread share `threadId`. */
export const emailHeader = z.object({
  messageId: z.string().nullable(),
  threadId: z.string().nullable(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string().nullable(),
  sentAt: timestamp.nullable(),
});
export type EmailHeader = z.infer<typeof emailHeader>;

/** What people and agents note on a document. */
export const metadata = storableJson;
export type Metadata = z.infer<typeof metadata>;

export const document = z
  .object({
    id,
    caseId: id,
    batchId: id.nullable(),
    fileName: z.string(),
    mediaType: z.string().nullable(),
    sizeBytes: z.int(),
    sha256: z.string().nullable(),
    pageCount: z.int().nullable(),
    status: documentStatus,
    progress: z.number().min(0).max(1),
    failure: z.object({ code: failureCode, message: z.string() }).nullable(),
    counts: documentCounts,
    textRevision: z.int().nullable(),
    duplicateOf: id.nullable(),
    nearDuplicateGroup: id.nullable(),
    parentDocumentId: id.nullable(),
    /** The title that the file itself carries. */
    title: z.string().nullable(),
    email: emailHeader.nullable(),
    metadata: z.record(z.string(), z.json()),
    archivedAt: timestamp.nullable(),
    category: z.string().nullable(),
    jurisdiction: z.string().nullable(),
    practiceArea: z.string().nullable(),
    keywords: z.array(z.string()),
    tags: z.array(z.string()),
    /** The day that the document itself tells of (sent, signed, decided), `YYYY-MM-DD`. */
    documentDate: z.iso.date().nullable(),
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Document' });
export type Document = z.infer<typeof document>;

export const uploadTicket = z
  .object({
    documentId: id,
    fileName: z.string(),
    url: z.string(),
    fields: z.record(z.string(), z.string()),
    expiresAt: timestamp,
  })
  .meta({ id: 'UploadTicket' });

export const contentPage = z.object({
  page: z.int(),
  start: z.int(),
  end: z.int(),
  text: z.string(),
  boxes: z.array(textBox).optional(),
});

export const chunk = z
  .object({
    id,
    ordinal: z.int(),
    content: z.string(),
    pageFrom: z.int(),
    pageTo: z.int(),
    start: z.int(),
    end: z.int(),
    headingPath: z.array(z.string()),
  })
  .meta({ id: 'Chunk' });

export const documentEvent = z
  .object({
    id,
    stage: z.string(),
    status: z.enum(['running', 'completed', 'rejected', 'failed', 'interrupted']),
    startedAt: timestamp,
    durationMs: z.int().nullable(),
    attempt: z.int(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'DocumentEvent' });
export type DocumentEvent = z.infer<typeof documentEvent>;
