import * as z from 'zod';
import { email, id, line } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { route } from '../platform/route.ts';
import { caseExample } from './examples.ts';
import { caseStatus, legalCase } from './models.ts';

export const createCase = route({
  operation: 'createCase',
  method: 'POST',
  path: '/api/v1/cases',
  tag: 'Cases',
  summary: 'Open a case',
  auth: { kind: 'any', role: 'paralegal', scope: 'cases:write' },
  body: z.strictObject({
    clientName: line(200),
    clientEmail: email.nullish(),
    clientPhone: line(50).nullish(),
    title: line(300).nullish(),
    matterNumber: line(100).nullish(),
    practiceArea: line(100).nullish(),
    jurisdiction: line(100).nullish(),
  }),
  success: { status: 201, description: 'The case', body: legalCase },
  errors: [],
  example: {
    body: {
      clientName: 'Bellwether Freight LLC',
      clientEmail: 'legal@bellwether-freight.example',
      title: 'Early termination of the master services agreement',
      matterNumber: '2026-0417',
      practiceArea: 'Commercial contracts',
      jurisdiction: 'Delaware',
    },
    answer: caseExample,
  },
});

export const listCases = route({
  operation: 'listCases',
  method: 'GET',
  path: '/api/v1/cases',
  tag: 'Cases',
  summary: 'List cases, newest first',
  auth: { kind: 'any', role: 'viewer', scope: 'cases:read' },
  query: z.strictObject({ ...pageQuery, status: caseStatus.optional(), practiceArea: line(100).optional() }),
  success: { status: 200, description: 'A page of cases', body: listOf(legalCase) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [caseExample], nextCursor: null } },
});

export const getCase = route({
  operation: 'getCase',
  method: 'GET',
  path: '/api/v1/cases/{caseId}',
  tag: 'Cases',
  summary: 'Read a case',
  auth: { kind: 'any', role: 'viewer', scope: 'cases:read' },
  params: z.strictObject({ caseId: id }),
  success: { status: 200, description: 'The case', body: legalCase },
  errors: ['not_found'],
  example: { answer: caseExample },
});
