import { readFileSync } from 'node:fs';
import type { ApiClient } from '@elenchus/client/api-client';
import type { AnalysisContent, Evidence } from '@elenchus/contracts/documents/analysis';
import type { Document } from '@elenchus/contracts/documents/models';
import { getLatestAnalysis } from '@elenchus/contracts/documents/routes';
import { characterF1, normalized } from '../real-data/text-comparison.ts';
import { clauseTypes } from './clause-types.ts';
import { ingestAll, openCase, readText } from './evaluation-server.ts';
import { inkedOffsets } from './inked-offsets.ts';
import { dataPath, fileNameOf, readContracts } from './labelled-data.ts';
import type { Figure } from './report.ts';

interface Labelled {
  readonly title: string;
  readonly qas: readonly {
    readonly category: string;
    readonly answers: readonly { readonly answer_start: number; readonly answer_end: number }[];
  }[];
}
/** Half-open, counted in characters that are not white space. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What one category of labels has seen: found and right, found and wrong, not found. */
interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** The text of digital contracts against their labelled text, and the findings of analysis against CUAD's spans. */
export async function measureContracts(
  api: ApiClient,
): Promise<{ documents: Document[]; figures: Figure[]; details: unknown }> {
  const contracts = readContracts();
  const labels = JSON.parse(readFileSync(dataPath('contracts/cuad_qa.json'), 'utf8')) as { data: Labelled[] };
  const caseId = await openCase(api, 'Contracts');
  const files = contracts.map(({ title, pdf }) => ({
    fileName: fileNameOf(title, 'pdf'),
    bytes: new Uint8Array(readFileSync(dataPath(pdf))),
  }));
  const documents = await ingestAll(api, caseId, files);
  const similarities: number[] = [];
  const tallies = new Map<string, Tally>();
  for (const [index, { id, txt }] of contracts.entries()) {
    const document = documents[index];
    const labelled = labels.data.find(({ title }) => title === id);
    if (document === undefined || labelled === undefined) continue;
    const text = await readText(api, document.id);
    const expected = readFileSync(dataPath(txt), 'utf8');
    similarities.push(characterF1(normalized(expected), normalized(text)));
    const { content } = await api.call(getLatestAnalysis, { params: { documentId: document.id } });
    countFindings(content, labelled, inkedOffsets(text), inkedOffsets(expected), tallies);
  }
  const mean = similarities.reduce((sum, value) => sum + value, 0) / similarities.length;
  const figures: Figure[] = [
    { name: 'contracts: 3-gram F1 of the text, mean', value: mean, goal: 0.99 },
    { name: 'contracts: 3-gram F1 of the text, least', value: Math.min(...similarities) },
    ...['all facts', 'all clauses'].flatMap((name) => figuresOf(name, tallies.get(name))),
  ];
  console.table(
    Object.fromEntries([...tallies].map(([name, tally]) => [name, { ...tally, ...sharesOf(tally) }])),
  );
  return { documents, figures, details: { similarities, tallies: Object.fromEntries(tallies) } };
}

function countFindings(
  content: AnalysisContent,
  labelled: Labelled,
  found: Int32Array,
  expected: Int32Array,
  tallies: Map<string, Tally>,
): void {
  for (const { category, answers } of labelled.qas) {
    const evidence = evidenceFor(category, content);
    if (evidence === undefined) continue;
    const spans = answers.map(({ answer_start, answer_end }) => spanOf(expected, answer_start, answer_end));
    const claimed = evidence.map(({ start, end }) => spanOf(found, start, end));
    const isRight = claimed.some((claim) => spans.some((span) => overlap(claim, span)));
    for (const name of [category, isClause(category) ? 'all clauses' : 'all facts']) {
      const tally = tallies.get(name) ?? { right: 0, wrong: 0, missed: 0 };
      tallies.set(name, tally);
      if (isRight) tally.right += 1;
      else if (claimed.length > 0) tally.wrong += 1;
      if (!isRight && spans.length > 0) tally.missed += 1;
    }
  }
}

function isClause(category: string): boolean {
  return category in clauseTypes;
}

/** What the analysis claims for a category of labels; undefined for one that it does not look for. */
function evidenceFor(category: string, content: AnalysisContent): Evidence[] | undefined {
  const clauseType = clauseTypes[category];
  if (clauseType !== undefined) {
    return content.clauses.filter(({ type }) => type === clauseType).flatMap(({ evidence }) => evidence);
  }
  if (category === 'Parties') return content.parties.flatMap(({ evidence }) => evidence);
  if (category === 'Agreement Date') return datesOf(content, ['signed', 'effective']);
  if (category === 'Effective Date') return datesOf(content, ['effective', 'signed']);
  if (category === 'Expiration Date') return datesOf(content, ['expiration']);
  return undefined;
}

function datesOf({ keyDates }: AnalysisContent, types: readonly string[]): Evidence[] {
  return keyDates.filter(({ type }) => types.includes(type)).flatMap(({ evidence }) => evidence);
}

function spanOf(offsets: Int32Array, start: number, end: number): Span {
  return { start: offsets[start] ?? 0, end: offsets[end] ?? 0 };
}

function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

function sharesOf({ right, wrong, missed }: Tally) {
  const share = (of: number) => Number((of === 0 ? 0 : right / of).toFixed(3));
  return { precision: share(right + wrong), recall: share(right + missed) };
}

function figuresOf(name: string, tally: Tally = { right: 0, wrong: 0, missed: 0 }): Figure[] {
  const { precision, recall } = sharesOf(tally);
  const note = `${tally.right + tally.missed} labelled`;
  return [
    { name: `${name}: precision`, value: precision, note },
    { name: `${name}: recall`, value: recall, note },
  ];
}
