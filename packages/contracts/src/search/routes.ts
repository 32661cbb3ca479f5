import * as z from 'zod';
import { exampleIds } from '../platform/example-ids.ts';
import { id, prose } from '../platform/fields.ts';
import { route } from '../platform/route.ts';
import { hitExample } from './examples.ts';
import { facetName, facets, hit, searchFilters, searchMode, searchSort, suggestion } from './models.ts';

const documentIds = z.array(id).min(1).max(100);

export const searchDocuments = route({
  operation: 'searchDocuments',
  method: 'POST',
  path: '/api/v1/search',
  tag: 'Search',
  summary: 'Find passages by meaning and by words, fused into one ranking, or list the documents of a filter',
  auth: { kind: 'any', role: 'viewer', scope: 'search:read' },
  rateLimit: 'read',
  body: z.strictObject({
    /** A question, or words with `"phrases"`, AND, OR, NOT, `-word`, parentheses, `begin*`; without it, a list. */
    query: prose(2000).nullish(),
    caseId: id.nullish(),
    documentIds: documentIds.nullish(),
    filters: searchFilters.nullish(),
    mode: searchMode.default('hybrid'),
    /** By date: the newest first. Lists without a query take `relevance` for `date`. */
    sort: searchSort.default('relevance'),
    facets: z.array(facetName).max(4).nullish(),
    limit: z.int().min(1).max(100).default(25),
    cursor: z.string().max(4096).nullish(),
  }),
  success: {
    status: 200,
    description:
      'Hits in order; `facets` those asked for; `tookMs` is the time spent in the database; `path` how vectors ' +
      'were compared: with all of the scope, or through the index of a large organization',
    body: z.object({
      data: z.array(hit),
      facets,
      nextCursor: z.string().nullable(),
      tookMs: z.number(),
      path: z.enum(['exact', 'index']),
    }),
  },
  errors: ['not_found', 'invalid_cursor'],
  example: {
    body: {
      query: '"termination for convenience" notice',
      caseId: exampleIds.case,
      filters: { type: 'pdf', dateFrom: '2024-01-01' },
      facets: ['type', 'party'],
      limit: 10,
    },
    answer: {
      data: [hitExample],
      facets: {
        type: [{ value: 'application/pdf', count: 1 }],
        party: [{ value: 'Bellwether Freight LLC', count: 1 }],
      },
      nextCursor: null,
      tookMs: 8,
      path: 'exact',
    },
  },
});

export const suggestNames = route({
  operation: 'suggestNames',
  method: 'GET',
  path: '/api/v1/search/suggest',
  tag: 'Search',
  summary: 'Complete the name of a document, a party or a heading from its first 2 characters on',
  auth: { kind: 'any', role: 'viewer', scope: 'search:read' },
  query: z.strictObject({ prefix: prose(200).pipe(z.string().min(2)), caseId: id.optional() }),
  success: {
    status: 200,
    description: 'At most 10 suggestions, the best first; `details` says what each is the name of',
    body: z.object({ suggestions: z.array(z.string()), details: z.array(suggestion) }),
  },
  errors: ['not_found'],
  example: {
    answer: {
      suggestions: ['master-services-agreement.pdf'],
      details: [{ text: 'master-services-agreement.pdf', kind: 'document' }],
    },
  },
});

export const retrievePassages = route({
  operation: 'retrievePassages',
  method: 'POST',
  path: '/api/v1/search/retrieve',
  tag: 'Search',
  summary: 'Read the passages that a model should see for a question',
  auth: { kind: 'any', role: 'viewer', scope: 'search:read' },
  rateLimit: 'read',
  body: z.strictObject({
    query: prose(2000),
    topK: z.int().min(1).max(50).default(5),
    /** Least cosine similarity; without it, what fits the embedding model. */
    threshold: z.number().min(-1).max(1).nullish(),
    caseId: id.nullish(),
    documentIds: documentIds.nullish(),
  }),
  success: {
    status: 200,
    description: 'At most `topK` passages above the threshold, best first',
    body: z.object({ data: z.array(hit) }),
  },
  errors: ['not_found'],
  example: {
    body: { query: 'What charge is due on early termination?', topK: 5, caseId: exampleIds.case },
    answer: { data: [hitExample] },
  },
});
