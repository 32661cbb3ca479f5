import * as z from 'zod';
import { id } from '../platform/fields.ts';

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
