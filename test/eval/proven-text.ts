import type { ApiClient } from '@elenchus/client/api-client';
import type { Evidence } from '@elenchus/contracts/documents/analysis';
import type { Document } from '@elenchus/contracts/documents/models';
import {
  getDocumentContent,
  getLatestAnalysis,
  listDocumentChunks,
} from '@elenchus/contracts/documents/routes';
import { readText } from './evaluation-server.ts';
import type { Figure } from './report.ts';

interface Range {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly page: number;
}

/** Whether chunks and evidence are exactly the words of the document at their offsets, on the page that they name. */
export async function measureProof(api: ApiClient, documents: readonly Document[]): Promise<Figure[]> {
  let total = 0;
  let proven = 0;
  for (const document of documents.filter(({ status }) => status === 'completed')) {
    const text = await readText(api, document.id);
    const pages = await readPageStarts(api, document.id);
    for (const { start, end, words, page } of [
      ...(await chunksOf(api, document.id)),
      ...(await evidenceOf(api, document.id)),
    ]) {
      total += 1;
      const isOnPage = page === pages.findLastIndex((pageStart) => pageStart <= start) + 1;
      if (text.slice(start, end) === words && isOnPage) proven += 1;
    }
  }
  return [
    {
      name: 'chunks and evidence: exact words, right page',
      value: proven / total,
      goal: 1,
      note: `${total}`,
    },
  ];
}

async function readPageStarts(api: ApiClient, documentId: string): Promise<number[]> {
  const starts: number[] = [];
  let fromPage: string | undefined = '1';
  while (fromPage !== undefined) {
    const answer: { pages: { page: number; start: number }[]; nextPage: number | null } = await api.call(
      getDocumentContent,
      { params: { documentId }, query: { fromPage } },
    );
    for (const { page, start } of answer.pages) starts[page - 1] ??= start;
    const next: number | null = answer.nextPage;
    fromPage = next === null || String(next) === fromPage ? undefined : String(next);
  }
  return starts;
}

async function chunksOf(api: ApiClient, documentId: string): Promise<Range[]> {
  const ranges: Range[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof fetchChunks>> = await fetchChunks(api, documentId, cursor);
    ranges.push(
      ...page.data.map(({ start, end, content, pageFrom }) => ({
        start,
        end,
        words: content,
        page: pageFrom,
      })),
    );
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ranges;
}

function fetchChunks(api: ApiClient, documentId: string, cursor: string | undefined) {
  const query = { limit: '100', ...(cursor === undefined ? {} : { cursor }) };
  return api.call(listDocumentChunks, { params: { documentId }, query });
}

async function evidenceOf(api: ApiClient, documentId: string): Promise<Range[]> {
  const { content } = await api.call(getLatestAnalysis, { params: { documentId } });
  const { parties, keyDates, obligations, risks, keyTerms, clauses, citations, recommendations } = content;
  const findings: { evidence: Evidence[] }[] = [
    ...parties,
    ...keyDates,
    ...obligations,
    ...risks,
    ...keyTerms,
    ...clauses,
    ...citations,
    ...recommendations,
    ...Object.values(content.extractedFields),
    ...Object.values(content.basis).flatMap((basis) => (basis === undefined ? [] : [basis])),
  ];
  return findings
    .flatMap(({ evidence }) => evidence)
    .map(({ start, end, quote, page }) => ({ start, end, words: quote, page }));
}
