import * as z from 'zod';
import { exampleIds } from '../platform/example-ids.ts';
import { id, line, prose } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { route } from '../platform/route.ts';
import { conversationExample, messageExample } from './examples.ts';
import { conversation, message } from './models.ts';

/** What answers: so far the offline provider only, which quotes. */
const answeringModel = z.literal('offline');

const conversationParams = z.strictObject({ conversationId: id });

export const createConversation = route({
  operation: 'createConversation',
  method: 'POST',
  path: '/api/v1/conversations',
  tag: 'Chat',
  summary: 'Begin a conversation, with or without a case or a set of documents',
  auth: { kind: 'any', role: 'paralegal', scope: 'conversations:write' },
  body: z.strictObject({
    title: line(200).nullish(),
    caseId: id.nullish(),
    documentIds: z.array(id).max(100).nullish(),
    agentType: line(100).nullish(),
    model: answeringModel.nullish(),
  }),
  success: { status: 201, description: 'The conversation', body: conversation },
  errors: ['not_found'],
  example: {
    body: { title: 'Notice periods', caseId: exampleIds.case, documentIds: [exampleIds.document] },
    answer: conversationExample,
  },
});

export const getConversation = route({
  operation: 'getConversation',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}',
  tag: 'Chat',
  summary: 'Read a conversation; without a case it is private to who made it',
  auth: { kind: 'any', role: 'viewer', scope: 'conversations:read' },
  params: conversationParams,
  success: { status: 200, description: 'The conversation', body: conversation },
  errors: ['not_found'],
  example: { answer: conversationExample },
});

export const listMessages = route({
  operation: 'listMessages',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}/messages',
  tag: 'Chat',
  summary: 'List the messages in order',
  auth: { kind: 'any', role: 'viewer', scope: 'conversations:read' },
  params: conversationParams,
  query: z.strictObject({
    ...pageQuery,
    role: z.enum(['system', 'user', 'assistant', 'function']).optional(),
  }),
  success: { status: 200, description: 'A page of messages', body: listOf(message) },
  errors: ['not_found', 'invalid_cursor'],
  example: { answer: { data: [messageExample], nextCursor: null } },
});

export const postMessage = route({
  operation: 'postMessage',
  method: 'POST',
  path: '/api/v1/conversations/{conversationId}/messages',
  tag: 'Chat',
  summary: 'Ask; the answer quotes the documents and cites each quotation, or says that they do not answer',
  auth: { kind: 'any', role: 'paralegal', scope: 'conversations:write' },
  rateLimit: 'chat',
  params: conversationParams,
  body: z.strictObject({
    content: prose(8000),
    model: answeringModel.optional(),
    documentIds: z.array(id).min(1).max(100).optional(),
    useRetrieval: z.boolean().default(true),
  }),
  success: { status: 201, description: "The assistant's answer", body: z.object({ message }) },
  errors: ['not_found', 'conflict', 'timed_out'],
  example: {
    body: { content: 'How many days of notice must the client give to terminate for convenience?' },
    answer: { message: messageExample },
  },
});
