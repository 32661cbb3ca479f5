import type { SearchMode } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { fusionWeights } from '../retrieval/fusion-weights.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';
import type { SearchScope } from './search-scope.ts';
import type { VectorIndex } from './vector-index/vector-index.ts';

/** All passages in scope, or those that the organization's own vector index and the words put first. */
export type Candidates =
  | { readonly kind: 'exact' }
  | { readonly kind: 'index'; readonly index: VectorIndex; readonly count: number };

/**
 * Common table expressions `nearest (id)` and `candidates (id)`, given `scope`, `named` and `queries`; nothing to speak
 * of for all passages. Of an organization's whole scope only: what is nearest is looked for in all that it has.
 */
export function candidateRows(
  candidates: Candidates,
  {
    vector,
    mode,
    scope: { asOf },
  }: { readonly vector: Float32Array; readonly mode: SearchMode; readonly scope: SearchScope },
): SQL {
  if (candidates.kind === 'exact') return sql`nearest as (select 1)`;
  const { index, count } = candidates;
  const { terms, expansions, synonyms, headings } = fusionWeights;
  // Literals, not parameters: the planner takes a partial index only if it can prove the predicate beforehand.
  // The index also holds superseded revisions and duplicates. A value, not `exists`, which the planner would turn into
  // a join and then sort all vectors; so the scan goes on until enough of them count.
  const nearest = sql`
    select e.chunk_id as id from chunk_embeddings e
    where ${sql.raw(index.predicate('e'))} and (
      select c.revision = d.text_revision and d.duplicate_of is null and d.created_at <= ${asOf.toISOString()}::timestamptz
      from chunks c join documents d on d.id = c.document_id where c.id = e.chunk_id)
    order by ${sql.raw(index.expression('e'))} <=> ${vectorLiteral(vector)}::vector(${sql.raw(String(index.dimensions))})
    limit ${count}::int`;
  const worded = sql`
    select id from (
      select c.id, ts_rank(c.tsv, q.terms, 1) as t, ts_rank(c.tsv, q.expansions, 1) as e, ts_rank(c.tsv, q.synonyms, 1) as y,
             ts_rank(c.heading_tsv, q.any_word, 1) as h
      from queries q cross join scope s join chunks c on c.document_id = s.id and c.revision = s.text_revision
      where (c.tsv @@ q.any_word or c.heading_tsv @@ q.any_word) and not q.named_suffice
    ) as r window w as ()
    order by ${terms}::float8 * t / greatest(max(t) over w, 1e-9)
           + ${expansions}::float8 * e / greatest(max(e) over w, 1e-9)
           + ${synonyms}::float8 * y / greatest(max(y) over w, 1e-9)
           + ${headings}::float8 * h / greatest(max(h) over w, 1e-9) desc
    limit ${count}::int`;
  const named = sql`
    select c.id from named d join scope s using (id) join chunks c on c.document_id = s.id and c.revision = s.text_revision`;
  const described = sql`
    select c.id from queries q cross join scope s
    join chunks c on c.document_id = s.id and c.revision = s.text_revision and c.ordinal = 0
    where s.document_rank > 0 and not q.named_suffice
    order by s.document_rank desc limit ${count}::int`;
  const parts = [sql`select id from nearest`, named, ...(mode === 'semantic' ? [] : [worded, described])];
  return sql`nearest as materialized (${nearest}), candidates as materialized (${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union `,
  )})`;
}
