// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/conversations/routes';
import type { Operation } from '../operation.ts';

/** Begin a conversation, with or without a case or a set of documents. */
export const createConversation: Operation<typeof routes.createConversation> = {
  operation: 'createConversation',
  method: 'POST',
  path: '/api/v1/conversations',
};

/** Read a conversation; without a case it is private to who made it. */
export const getConversation: Operation<typeof routes.getConversation> = {
  operation: 'getConversation',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}',
};

/** List the messages in order. */
export const listMessages: Operation<typeof routes.listMessages> = {
  operation: 'listMessages',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}/messages',
};

/** Ask; the answer quotes the documents and cites each quotation, or says that they do not answer. */
export const postMessage: Operation<typeof routes.postMessage> = {
  operation: 'postMessage',
  method: 'POST',
  path: '/api/v1/conversations/{conversationId}/messages',
};
