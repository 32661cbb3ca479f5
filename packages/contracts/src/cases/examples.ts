import { exampleIds } from '../platform/example-ids.ts';
import type { LegalCase } from './models.ts';

export const caseExample: LegalCase = {
  id: exampleIds.case,
  clientName: 'Bellwether Freight LLC',
  clientEmail: 'legal@bellwether-freight.example',
  clientPhone: null,
  title: 'Early termination of the master services agreement',
  matterNumber: '2026-0417',
  practiceArea: 'Commercial contracts',
  jurisdiction: 'Delaware',
  status: 'OPEN',
  legalHold: false,
  documentCount: 1,
  version: 1,
  createdAt: '2026-09-14T09:00:00.000Z',
  updatedAt: '2026-09-14T09:00:00.000Z',
};
