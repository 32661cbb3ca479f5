import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Hit } from '@elenchus/contracts/search/models';
import type { searchDocuments as contract } from '@elenchus/contracts/search/routes';
import type { UserContext } from '../platform/context.ts';
import { decodeCursor, deepest, depthPosition, encodeCursor } from '../platform/paging.ts';
import { findPassages } from './find-passages.ts';
import { highlights } from './highlights.ts';
import type { PassageRow } from './passage-query.ts';

/** A page of hits, best first. Throws `not_found` and `invalid_cursor`. */
export async function searchDocuments(call: {
  readonly ctx: UserContext<'db' | 'embedder'>;
  readonly input: RouteRequest<typeof contract>['body'];
}) {
  const { ctx, input } = call;
  const { query, mode, limit } = input;
  const offset = decodeCursor(input.cursor, depthPosition) ?? 0;
  const startedAt = performance.now();
  const rows = await findPassages({ ctx, input: { ...input, limit: limit + 1, offset } });
  return {
    data: rows.slice(0, limit).map((row) => presentHit(row, query, mode)),
    facets: {},
    nextCursor: rows.length > limit && offset + limit <= deepest ? encodeCursor(offset + limit) : null,
    tookMs: Math.round(performance.now() - startedAt),
    path: 'exact' as const,
  };
}

function presentHit(row: PassageRow, query: string, mode: 'hybrid' | 'semantic' | 'keyword'): Hit {
  return {
    chunkId: row.chunk_id,
    documentId: row.document_id,
    caseId: row.case_id,
    fileName: row.file_name,
    pageFrom: row.page_from,
    pageTo: row.page_to,
    start: row.start_offset,
    end: row.end_offset,
    content: row.content,
    highlights: highlights(row.content, query),
    score: row.score,
    scores: {
      vector: mode === 'keyword' ? null : row.similarity,
      text: mode === 'semantic' ? null : row.text_rank,
    },
  };
}
