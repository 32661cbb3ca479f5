import { getDocumentCustody } from '@elenchus/contracts/audit/routes';
import * as contracts from '@elenchus/contracts/documents/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const documentFunctions: readonly FunctionRow[] = [
  http('documents', contracts.createUploads, { needs: ['db', 'documents:write'] }),
  http('documents', contracts.listDocuments, { needs: ['db'] }),
  http('documents', contracts.getDocument, { needs: ['db'] }),
  http('documents', contracts.updateDocument, { needs: ['db'] }),
  http('documents', contracts.getLatestAnalysis, { needs: ['db'] }),
  http('documents', contracts.deleteDocument, { needs: ['db', 'documents:delete'] }),
  http('documents', contracts.getDocumentContent, { needs: ['db', 'documents:read'], memoryMb: 1024 }),
  http('documents', contracts.getDocumentFile, { needs: ['db', 'documents:read'] }),
  http('documents', contracts.listDocumentChunks, { needs: ['db'] }),
  http('documents', contracts.listDocumentEvents, { needs: ['db'] }),
  http('documents', getDocumentCustody, { needs: ['db'] }),
  http('documents', contracts.reprocessDocument, { needs: ['db', 'machine:document-ingestion'] }),
  http('documents', contracts.reprocessDocuments, { needs: ['db', 'machine:document-ingestion'] }),
];
