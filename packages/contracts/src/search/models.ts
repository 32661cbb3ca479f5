import * as z from 'zod';
import { day, id, line } from '../platform/fields.ts';

export const hit = z
  .object({
    chunkId: id,
    documentId: id,
    caseId: id,
    fileName: z.string(),
    pageFrom: z.int(),
    pageTo: z.int(),
    start: z.int(),
    end: z.int(),
    content: z.string(),
    highlights: z.array(z.string()),
    score: z.number(),
    scores: z.object({ vector: z.number().nullable(), text: z.number().nullable() }),
  })
  .meta({ id: 'Hit' });
export type Hit = z.infer<typeof hit>;

export const searchMode = z.enum(['hybrid', 'semantic', 'keyword']);
export type SearchMode = z.infer<typeof searchMode>;

export const searchSort = z.enum(['relevance', 'date', 'name']);
export type SearchSort = z.infer<typeof searchSort>;

/** One value or several of which any will do. */
const anyOf = z.union([line(200), z.array(line(200)).min(1).max(20)]);

/** All that are given must hold. A document without a date of its own counts by the day on which it came in. */
export const searchFilters = z
  .strictObject({
    /** A media type, or the usual ending of such files (`pdf`, `docx`). */
    type: anyOf.optional(),
    /** A party as the analysis names it; misspelt names are found too. */
    party: anyOf.optional(),
    dateFrom: day.optional(),
    dateTo: day.optional(),
    tag: anyOf.optional(),
    category: anyOf.optional(),
  })
  .meta({ id: 'SearchFilters' });
export type SearchFilters = z.infer<typeof searchFilters>;

export const facetName = z.enum(['type', 'month', 'tag', 'party']);
export type FacetName = z.infer<typeof facetName>;

/** How many of the documents found have each value, the most frequent 20. */
export const facets = z
  .partialRecord(facetName, z.array(z.object({ value: z.string(), count: z.int() })))
  .meta({ id: 'SearchFacets' });
export type Facets = z.infer<typeof facets>;

export const suggestion = z
  .object({ text: z.string(), kind: z.enum(['document', 'title', 'party', 'heading']) })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof suggestion>;
