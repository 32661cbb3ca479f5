import type { SearchMode } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { fusionWeights } from '../retrieval/fusion-weights.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';
import type { VectorIndex } from './vector-index/vector-index.ts';

/** All passages in scope, or those that the organization's own vector index and the words put first. */
export type Candidates =
  | { readonly kind: 'exact' }
  | { readonly kind: 'index'; readonly index: VectorIndex; readonly count: number };

/** Common table expression `candidates (id)`, given `scope`, `named` and `queries`; nothing to speak of for all passages. */
export function candidateRows(
  candidates: Candidates,
  { vector, mode }: { readonly vector: Float32Array; readonly mode: SearchMode },
): SQL {
  if (candidates.kind === 'exact') return sql`everything as (select 1)`;
  const { index, count } = candidates;
  const { terms, expansions, synonyms } = fusionWeights;
  // Literals, not parameters: the planner takes a partial index only if it can prove the predicate beforehand.
  const nearest = sql`
    select e.chunk_id as id from chunk_embeddings e
    where ${sql.raw(index.predicate('e'))}
    order by ${sql.raw(index.expression('e'))} <=> ${vectorLiteral(vector)}::vector(${sql.raw(String(index.dimensions))})
    limit ${count}::int`;
  const worded = sql`
    select id from (
      select c.id, ts_rank(c.tsv, q.terms, 1) as t, ts_rank(c.tsv, q.expansions, 1) as e, ts_rank(c.tsv, q.synonyms, 1) as y
      from queries q cross join scope s join chunks c on c.document_id = s.id and c.revision = s.text_revision
      where c.tsv @@ (q.terms || q.expansions || q.synonyms) and not q.named_suffice
    ) as r window w as ()
    order by ${terms}::float8 * t / greatest(max(t) over w, 1e-9)
           + ${expansions}::float8 * e / greatest(max(e) over w, 1e-9)
           + ${synonyms}::float8 * y / greatest(max(y) over w, 1e-9) desc
    limit ${count}::int`;
  const named = sql`
    select c.id from named d join scope s using (id) join chunks c on c.document_id = s.id and c.revision = s.text_revision`;
  const parts = [mode === 'keyword' ? null : nearest, mode === 'semantic' ? null : worded, named].filter(
    (part) => part !== null,
  );
  return sql`candidates as materialized (${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union `,
  )})`;
}
