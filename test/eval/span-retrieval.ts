import { readFileSync } from 'node:fs';
import type { ApiClient } from '@elenchus/client/api-client';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import { ingestAll, openCase, readText } from './evaluation-server.ts';
import { inkedOffsets } from './inked-offsets.ts';
import { dataPath, fileNameOf, readContracts, readJsonLines, readLines } from './labelled-data.ts';
import type { Figure } from './report.ts';

interface Query {
  readonly _id: string;
  readonly text: string;
  readonly metadata: { readonly contract: string; readonly category: string };
}
interface Span {
  readonly contract: string;
  readonly start: number;
  readonly end: number;
}
interface Outcome {
  readonly query: string;
  readonly category: string;
  /** Of the first right passage, from 1; 0 if none was found. */
  readonly rank: number;
  readonly isRightDocument: boolean;
  readonly durationMs: number;
}
const depth = 20;

/**
 * CUAD: questions about contracts that are named by their titles. A passage is right when it overlaps a labelled
 * span; offsets are compared by the characters that are not white space.
 */
export async function measureSpanRetrieval(api: ApiClient): Promise<{ figures: Figure[]; details: unknown }> {
  const contracts = readContracts();
  const caseId = await openCase(api, 'CUAD');
  const files = contracts.map(({ title, pdf }) => ({
    fileName: fileNameOf(title, 'pdf'),
    bytes: new Uint8Array(readFileSync(dataPath(pdf))),
  }));
  const documents = await ingestAll(api, caseId, files);
  const contractOf = new Map(documents.map(({ id }, index) => [id, contracts[index]?.id ?? '']));
  const found = new Map<string, Int32Array>();
  for (const { id } of documents) found.set(contractOf.get(id) ?? '', inkedOffsets(await readText(api, id)));
  const spans = readSpans(new Map(contracts.map(({ id, txt }) => [id, txt])));

  const details: Outcome[] = [];
  for (const { _id, text, metadata } of readJsonLines<Query>('retrieval/queries.jsonl')) {
    const startedAt = performance.now();
    const { data } = await api.call(searchDocuments, { body: { query: text, caseId, limit: depth } });
    const durationMs = performance.now() - startedAt;
    const isRight = data.map(({ documentId, start, end }) => {
      const contract = contractOf.get(documentId) ?? '';
      const at = (offset: number) => found.get(contract)?.[offset] ?? -1;
      return (spans.get(_id) ?? []).some(
        (span) => span.contract === contract && span.start < at(end) && at(start) < span.end,
      );
    });
    const rank = isRight.indexOf(true) + 1;
    const isRightDocument = contractOf.get(data[0]?.documentId ?? '') === metadata.contract;
    details.push({ query: _id, category: metadata.category, rank, isRightDocument, durationMs });
  }
  const share = (is: (each: Outcome) => boolean) => details.filter(is).length / details.length;
  const durations = details.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
  return {
    figures: [
      { name: 'right document first', value: share((each) => each.isRightDocument), goal: 0.97 },
      { name: 'passage hit@1', value: share(({ rank }) => rank === 1) },
      { name: 'passage hit@5', value: share(({ rank }) => rank > 0 && rank <= 5), goal: 0.72 },
      { name: 'passage hit@20', value: share(({ rank }) => rank > 0), goal: 0.9 },
      { name: 'median time, ms', value: durations[durations.length >> 1] ?? 0 },
    ],
    details,
  };
}

function readSpans(textFiles: ReadonlyMap<string, string>): Map<string, Span[]> {
  const offsets = new Map(
    [...textFiles].map(([id, path]) => [id, inkedOffsets(readFileSync(dataPath(path), 'utf8'))]),
  );
  const spans = new Map<string, Span[]>();
  for (const line of readLines('retrieval/qrels.tsv').slice(1)) {
    const [query = '', contract = '', , start, end] = line.split('\t');
    const at = (offset: string | undefined) => offsets.get(contract)?.[Number(offset)] ?? 0;
    spans.set(query, [...(spans.get(query) ?? []), { contract, start: at(start), end: at(end) }]);
  }
  return spans;
}
