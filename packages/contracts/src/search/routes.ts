import * as z from 'zod';
import { id, prose } from '../platform/fields.ts';
import { route } from '../platform/route.ts';
import { hit, searchMode } from './models.ts';

export const searchDocuments = route({
  operation: 'searchDocuments',
  method: 'POST',
  path: '/api/v1/search',
  tag: 'Search',
  summary: 'Find passages by meaning and by words, fused into one ranking',
  auth: { kind: 'user', role: 'viewer' },
  body: z.strictObject({
    query: prose(2000),
    caseId: id.optional(),
    documentIds: z.array(id).min(1).max(100).optional(),
    mode: searchMode.default('hybrid'),
    limit: z.int().min(1).max(100).default(10),
    cursor: z.string().max(512).optional(),
  }),
  success: {
    status: 200,
    description:
      'Hits, best first; `tookMs` is the time spent in the database; `path` how vectors were compared',
    body: z.object({
      data: z.array(hit),
      facets: z.record(z.string(), z.json()),
      nextCursor: z.string().nullable(),
      tookMs: z.number(),
      path: z.enum(['exact']),
    }),
  },
  errors: ['not_found', 'invalid_cursor'],
});
