import * as contracts from '@elenchus/contracts/conversations/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const conversationFunctions: readonly FunctionRow[] = [
  http('conversations', contracts.createConversation, { needs: ['db'] }),
  http('conversations', contracts.getConversation, { needs: ['db'] }),
  http('conversations', contracts.listMessages, { needs: ['db'] }),
  http('conversations', contracts.postMessage, {
    needs: ['db', 'documents:read', 'embedding'],
    memoryMb: 1024,
  }),
];
