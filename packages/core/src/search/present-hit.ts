import type { Hit, SearchMode } from '@elenchus/contracts/search/models';
import { highlights } from './highlights.ts';
import type { PassageRow } from './passage-query.ts';

/** A passage as clients see it; highlights show words of `query`. */
export function presentHit(row: PassageRow, query: string, mode: SearchMode): Hit {
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
