import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';

export const caseStatus = z.enum(['OPEN', 'CLOSED', 'ARCHIVED']);

export const legalCase = z
  .object({
    id,
    clientName: z.string(),
    clientEmail: z.string().nullable(),
    clientPhone: z.string().nullable(),
    title: z.string().nullable(),
    matterNumber: z.string().nullable(),
    practiceArea: z.string().nullable(),
    jurisdiction: z.string().nullable(),
    status: caseStatus,
    legalHold: z.boolean(),
    documentCount: z.int(),
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Case' });
export type LegalCase = z.infer<typeof legalCase>;
