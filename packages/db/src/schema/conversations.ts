import type { Citation, Conversation, Message } from '@elenchus/contracts/conversations/models';
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

export const conversations = pgTable('conversations', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  ownerId: uuid('owner_id').notNull(),
  caseId: uuid('case_id'),
  title: text('title'),
  agentType: text('agent_type'),
  model: text('model'),
  isDocumentScoped: boolean('is_document_scoped').notNull(),
  status: text('status').$type<Conversation['status']>().notNull().default('ACTIVE'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});
export type ConversationRow = typeof conversations.$inferSelect;

export const conversationDocuments = pgTable(
  'conversation_documents',
  {
    organizationId: uuid('organization_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    documentId: uuid('document_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.documentId] })],
);

export const messages = pgTable('messages', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  conversationId: uuid('conversation_id').notNull(),
  sequence: integer('sequence').notNull(),
  role: text('role').$type<Message['role']>().notNull(),
  content: jsonb('content').$type<Message['content']>().notNull(),
  citations: jsonb('citations').$type<Citation[]>().notNull().default([]),
  model: text('model'),
  provider: text('provider'),
  latencyMs: integer('latency_ms'),
  inReplyTo: uuid('in_reply_to'),
  createdAt: time('created_at').notNull(),
});
export type MessageRow = typeof messages.$inferSelect;
