import { exampleIds } from '../platform/example-ids.ts';
import type { AuditEntry, AuditVerification, NamedActor } from './models.ts';

export const auditEntryExample: AuditEntry = {
  id: exampleIds.auditEntry,
  sequence: 418,
  occurredAt: '2026-09-14T09:05:00.000Z',
  action: 'document.announced',
  actor: { type: 'user', id: exampleIds.user },
  resource: { type: 'document', id: exampleIds.document },
  details: { caseId: exampleIds.case, fileName: 'master-services-agreement.pdf' },
  requestId: exampleIds.request,
  ipAddress: '192.0.2.44',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  hash: '9c1f5a0e7d3b42c68f0a1d9e4b7c25638e1f60c9d7a2b5e4831f06c7d9ab12f3',
};

export const auditVerificationExample: AuditVerification = {
  valid: false,
  entries: 902,
  firstInvalid: {
    sequence: 418,
    id: exampleIds.auditEntry,
    fault: 'changed',
    detail: 'The hash of entry 418 does not follow from its text and the hash of the entry before it.',
  },
};

export const namedActorExample: NamedActor = {
  type: 'user',
  id: exampleIds.user,
  name: 'Imogen Ashworth',
  email: 'imogen.ashworth@northgate-legal.example',
};
