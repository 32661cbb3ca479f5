import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';

export const conversation = z
  .object({
    id,
    title: z.string().nullable(),
    caseId: id.nullable(),
    documentIds: z.array(id),
    agentType: z.string().nullable(),
    model: z.string().nullable(),
    status: z.enum(['ACTIVE', 'COMPLETED', 'FAILED', 'ARCHIVED']),
    ownerId: id,
    totalTokensUsed: z.int(),
    costMicroUsd: z.int(),
    messageCount: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

/** `quote` is exactly the text of the document from `start` to `end`, checked before it was stored. */
export const citation = z
  .object({
    marker: z.string(),
    documentId: id,
    chunkId: id,
    fileName: z.string(),
    textRevision: z.int(),
    page: z.int(),
    pageTo: z.int(),
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    verified: z.literal(true),
  })
  .meta({ id: 'Citation' });
export type Citation = z.infer<typeof citation>;

export const message = z
  .object({
    id,
    conversationId: id,
    sequence: z.int(),
    role: z.enum(['system', 'user', 'assistant', 'function']),
    type: z.literal('text'),
    content: z.json(),
    citations: z.array(citation),
    functionName: z.string().nullable(),
    functionArguments: z.json().nullable(),
    functionResponse: z.json().nullable(),
    metadata: z.record(z.string(), z.json()),
    model: z.string().nullable(),
    provider: z.string().nullable(),
    usage: z.object({ promptTokens: z.int(), completionTokens: z.int(), totalTokens: z.int() }),
    costMicroUsd: z.int(),
    latencyMs: z.int().nullable(),
    traceId: z.string().nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;
