import type { ApiClient } from '@elenchus/client/api-client';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import { ingestAll, openCase } from './evaluation-server.ts';
import { readJsonLines, readLines } from './labelled-data.ts';
import type { Figure } from './report.ts';

interface Clause {
  readonly _id: string;
  readonly text: string;
}
const depth = 10;
const pageSize = 100;

/** ACORD: clauses that lawyers have graded 0 to 4 for a query, ranked by the search; mean nDCG@10 with linear gain. */
export async function measureClauseRanking(api: ApiClient): Promise<{ figures: Figure[]; details: unknown }> {
  const clauses = readJsonLines<Clause>('retrieval_acord/corpus.jsonl');
  const queries = readJsonLines<Clause>('retrieval_acord/queries.jsonl');
  const caseId = await openCase(api, 'ACORD');
  const files = clauses.map(({ _id, text }) => ({
    fileName: `${_id}.txt`,
    bytes: new Uint8Array(Buffer.from(text)),
  }));
  const documents = await ingestAll(api, caseId, files);
  // Clauses with the same words are found once.
  const clausesOf = new Map<string, string[]>();
  for (const [index, document] of documents.entries()) {
    const original = document.duplicateOf ?? document.id;
    clausesOf.set(original, [...(clausesOf.get(original) ?? []), clauses[index]?._id ?? '']);
  }
  const details = [];
  for (const query of queries) {
    const grades = gradesOf(query._id);
    const ranked = await rank(api, caseId, query.text, clausesOf, grades);
    details.push({ query: query.text, ndcg: ndcg(ranked, grades) });
  }
  const mean = details.reduce((sum, { ndcg: value }) => sum + value, 0) / details.length;
  return { figures: [{ name: 'ACORD nDCG@10', value: mean, goal: 0.53 }], details };
}

function gradesOf(queryId: string): Map<string, number> {
  const rows = readLines('retrieval_acord/qrels.tsv').map((line) => line.split('\t'));
  return new Map(
    rows.flatMap(([id, clause = '', grade]) => (id === queryId ? [[clause, Number(grade)]] : [])),
  );
}

/** The judged clauses in the order in which the search finds them; what it does not find comes last. */
async function rank(
  api: ApiClient,
  caseId: string,
  query: string,
  clausesOf: ReadonlyMap<string, readonly string[]>,
  grades: ReadonlyMap<string, number>,
): Promise<string[]> {
  const ranked = new Set<string>();
  let cursor: string | undefined;
  do {
    const answer: { data: { documentId: string }[]; nextCursor: string | null } = await api.call(
      searchDocuments,
      { body: { query, caseId, limit: pageSize, cursor } },
    );
    for (const { documentId } of answer.data) {
      for (const clause of clausesOf.get(documentId) ?? []) if (grades.has(clause)) ranked.add(clause);
    }
    cursor = answer.nextCursor ?? undefined;
  } while (cursor !== undefined && ranked.size < depth);
  return [...ranked];
}

function ndcg(ranked: readonly string[], grades: ReadonlyMap<string, number>): number {
  const gain = (list: readonly number[]) =>
    list.slice(0, depth).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  const ideal = gain([...grades.values()].sort((one, other) => other - one));
  return ideal === 0 ? 0 : gain(ranked.map((clause) => grades.get(clause) ?? 0)) / ideal;
}
