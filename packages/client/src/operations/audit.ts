// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/audit/routes';
import type { Operation } from '../operation.ts';

/** List what was done in the organization, newest first. */
export const listAuditLog: Operation<typeof routes.listAuditLog> = {
  operation: 'listAuditLog',
  method: 'GET',
  path: '/api/v1/audit-log',
};

/** Check the chain of hashes from the first entry to the anchored head. */
export const verifyAuditLog: Operation<typeof routes.verifyAuditLog> = {
  operation: 'verifyAuditLog',
  method: 'POST',
  path: '/api/v1/audit-log/verify',
};

/** Read the chain of custody of a document, oldest first, also after it was deleted. */
export const getDocumentCustody: Operation<typeof routes.getDocumentCustody> = {
  operation: 'getDocumentCustody',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/custody',
};
