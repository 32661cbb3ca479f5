import type { AnalysisContent, DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { FailureCode } from '@elenchus/contracts/documents/failure-codes';
import type {
  DocumentEvent,
  DocumentStatus,
  EmailHeader,
  Metadata,
} from '@elenchus/contracts/documents/models';
import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

export const cases = pgTable('cases', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  clientName: text('client_name').notNull(),
  clientEmail: text('client_email'),
  clientPhone: text('client_phone'),
  title: text('title'),
  matterNumber: text('matter_number'),
  practiceArea: text('practice_area'),
  jurisdiction: text('jurisdiction'),
  status: text('status').$type<'OPEN' | 'CLOSED' | 'ARCHIVED'>().notNull().default('OPEN'),
  legalHold: boolean('legal_hold').notNull().default(false),
  version: integer('version').notNull().default(1),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});
export type CaseRow = typeof cases.$inferSelect;

export const documents = pgTable('documents', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  caseId: uuid('case_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  fileName: text('file_name').notNull(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  announcedSha256: text('announced_sha256'),
  uploadExpiresAt: time('upload_expires_at').notNull(),
  originalVersionId: text('original_version_id'),
  mediaType: text('media_type'),
  sha256: text('sha256'),
  pageCount: integer('page_count'),
  status: text('status').$type<DocumentStatus>().notNull().default('awaiting_upload'),
  progress: real('progress').notNull().default(0),
  failureCode: text('failure_code').$type<FailureCode>(),
  failureMessage: text('failure_message'),
  attempt: integer('attempt').notNull().default(1),
  automaticAttempts: integer('automatic_attempts').notNull().default(0),
  textRevision: integer('text_revision'),
  pagesWithText: integer('pages_with_text').notNull().default(0),
  pagesByOcr: integer('pages_by_ocr').notNull().default(0),
  chunkCount: integer('chunk_count').notNull().default(0),
  vectorCount: integer('vector_count').notNull().default(0),
  duplicateOf: uuid('duplicate_of'),
  parentDocumentId: uuid('parent_document_id'),
  familyDepth: integer('family_depth').notNull().default(0),
  email: jsonb('email').$type<EmailHeader>(),
  title: text('title'),
  metadata: jsonb('metadata').$type<Metadata>().notNull().default({}),
  category: text('category').$type<DocumentCategory>(),
  jurisdiction: text('jurisdiction'),
  practiceArea: text('practice_area'),
  keywords: text('keywords').array().notNull().default([]),
  tags: text('tags').array().notNull().default([]),
  documentDate: date('document_date', { mode: 'string' }),
  analysisId: uuid('analysis_id'),
  editedFields: text('edited_fields').array().notNull().default([]),
  removedFiles: uuid('removed_files').array().notNull().default([]),
  pagesUnread: integer('pages_unread').notNull().default(0),
  version: integer('version').notNull().default(1),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});
export type DocumentRow = typeof documents.$inferSelect;

export const textRevisions = pgTable(
  'text_revisions',
  {
    organizationId: uuid('organization_id').notNull(),
    documentId: uuid('document_id').notNull(),
    revision: integer('revision').notNull(),
    textKey: text('text_key').notNull(),
    textLength: integer('text_length').notNull(),
    pageCount: integer('page_count').notNull(),
    pagesWithText: integer('pages_with_text').notNull(),
    pagesByOcr: integer('pages_by_ocr').notNull(),
    titleText: text('title_text').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.revision] })],
);

export const chunks = pgTable('chunks', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  caseId: uuid('case_id').notNull(),
  documentId: uuid('document_id').notNull(),
  revision: integer('revision').notNull(),
  ordinal: integer('ordinal').notNull(),
  content: text('content').notNull(),
  pageFrom: integer('page_from').notNull(),
  pageTo: integer('page_to').notNull(),
  startOffset: integer('start_offset').notNull(),
  endOffset: integer('end_offset').notNull(),
  headingPath: text('heading_path').array().notNull(),
  quotedShare: real('quoted_share').notNull().default(0),
});

export const documentEvents = pgTable('document_events', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  documentId: uuid('document_id').notNull(),
  attempt: integer('attempt').notNull(),
  stage: text('stage').notNull(),
  status: text('status').$type<DocumentEvent['status']>().notNull(),
  startedAt: time('started_at').notNull(),
  durationMs: integer('duration_ms'),
  detail: text('detail'),
});

export const objectDeletions = pgTable('object_deletions', {
  organizationId: uuid('organization_id').notNull(),
  keyPrefix: text('key_prefix').primaryKey(),
  createdAt: time('created_at').notNull(),
});

export const analyses = pgTable('analyses', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  caseId: uuid('case_id').notNull(),
  documentId: uuid('document_id').notNull(),
  revision: integer('revision').notNull(),
  status: text('status').$type<'completed' | 'failed'>().notNull(),
  content: jsonb('content').$type<AnalysisContent>().notNull(),
  provider: text('provider').notNull(),
  model: text('model').notNull(),
  tokensUsed: integer('tokens_used').notNull(),
  costMicroUsd: bigint('cost_micro_usd', { mode: 'number' }).notNull(),
  reasoning: text('reasoning'),
  partyNames: text('party_names').array().notNull(),
  profileText: text('profile_text').notNull(),
  createdAt: time('created_at').notNull(),
});
export type AnalysisRow = typeof analyses.$inferSelect;
