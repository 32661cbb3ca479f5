import { exampleIds } from '../platform/example-ids.ts';
import type { Conversation, Message } from './models.ts';

export const conversationExample: Conversation = {
  id: exampleIds.conversation,
  title: 'Notice periods',
  caseId: exampleIds.case,
  documentIds: [exampleIds.document],
  agentType: null,
  model: null,
  status: 'ACTIVE',
  ownerId: exampleIds.user,
  totalTokensUsed: 0,
  costMicroUsd: 0,
  messageCount: 2,
  createdAt: '2026-09-14T09:20:00.000Z',
  updatedAt: '2026-09-14T09:20:08.000Z',
};

export const messageExample: Message = {
  id: exampleIds.message,
  conversationId: exampleIds.conversation,
  sequence: 2,
  role: 'assistant',
  type: 'text',
  content:
    "Quoted from the documents, this sentence answers best:\n\n“The Client may terminate this Agreement for convenience at any time by giving the Provider at least sixty (60) days' prior written notice.” [1]",
  citations: [
    {
      marker: '[1]',
      documentId: exampleIds.document,
      chunkId: exampleIds.chunk,
      fileName: 'master-services-agreement.pdf',
      textRevision: 1,
      page: 3,
      pageTo: 3,
      start: 8237,
      end: 8375,
      quote:
        "The Client may terminate this Agreement for convenience at any time\nby giving the Provider at least sixty (60) days' prior written notice.",
      verified: true,
    },
  ],
  functionName: null,
  functionArguments: null,
  functionResponse: null,
  metadata: {},
  model: 'offline-extractive-v1',
  provider: 'offline',
  usage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 },
  costMicroUsd: 0,
  latencyMs: 37,
  traceId: null,
  createdAt: '2026-09-14T09:20:08.000Z',
};
