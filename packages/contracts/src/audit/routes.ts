import * as z from 'zod';
import { exampleIds } from '../platform/example-ids.ts';
import { id, line, timestamp } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { route } from '../platform/route.ts';
import { auditEntryExample, auditVerificationExample, namedActorExample } from './examples.ts';
import { auditEntry, auditVerification, namedActor } from './models.ts';

export const listAuditLog = route({
  operation: 'listAuditLog',
  method: 'GET',
  path: '/api/v1/audit-log',
  tag: 'Audit',
  summary: 'List what was done in the organization, newest first',
  auth: { kind: 'user', role: 'admin' },
  query: z.strictObject({
    ...pageQuery,
    action: line(100).optional(),
    actorId: id.optional(),
    resourceId: id.optional(),
    from: timestamp.optional(),
    to: timestamp.optional(),
  }),
  success: { status: 200, description: 'A page of entries', body: listOf(auditEntry) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [auditEntryExample], nextCursor: null } },
});

export const verifyAuditLog = route({
  operation: 'verifyAuditLog',
  method: 'POST',
  path: '/api/v1/audit-log/verify',
  tag: 'Audit',
  summary: 'Check the chain of hashes from the first entry to the anchored head',
  auth: { kind: 'user', role: 'admin' },
  rateLimit: 'bulk',
  success: { status: 200, description: 'Whether the log is as it was written', body: auditVerification },
  errors: [],
  example: { answer: auditVerificationExample },
});

export const getDocumentCustody = route({
  operation: 'getDocumentCustody',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/custody',
  tag: 'Documents',
  summary: 'Read the chain of custody of a document, oldest first, also after it was deleted',
  auth: { kind: 'any', role: 'viewer', scope: 'documents:read' },
  params: z.strictObject({ documentId: id }),
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of the entries that concern the document',
    body: listOf(auditEntry).extend({
      documentId: id,
      fileName: z.string().nullable(),
      sha256: z.string().nullable(),
      actors: z.array(namedActor),
    }),
  },
  errors: ['not_found', 'invalid_cursor'],
  example: {
    answer: {
      data: [auditEntryExample],
      nextCursor: null,
      documentId: exampleIds.document,
      fileName: 'master-services-agreement.pdf',
      sha256: 'ffaafed1325cefab09610be17bea84fc83befe20836b37edaca1e0440be84d87',
      actors: [namedActorExample],
    },
  },
});
