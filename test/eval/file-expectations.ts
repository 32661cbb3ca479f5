import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ApiClient } from '@elenchus/client/api-client';
import type { Document } from '@elenchus/contracts/documents/models';
import { listDocuments } from '@elenchus/contracts/documents/routes';
import { normalized } from '../real-data/text-comparison.ts';
import { ingestAll, openCase, readText } from './evaluation-server.ts';
import { dataPath, readJsonLines } from './labelled-data.ts';
import type { Figure } from './report.ts';

interface Expectation {
  readonly file: string;
  readonly status: string;
  readonly contains?: readonly string[];
  readonly ocr_contains?: readonly string[];
  readonly eml?: { readonly subject?: string; readonly attachments?: readonly string[] };
}

export interface FileOutcome {
  readonly file: string;
  readonly expected: string;
  readonly document: Document;
  readonly holds: boolean;
  /** What was expected and is not so. */
  readonly missing: readonly string[];
}

/** Codes with which a file of each kind has to end. */
const codesOf: Readonly<Record<string, readonly string[]>> = {
  encrypted: ['encrypted'],
  empty: ['empty', 'no_text'],
  error: ['empty', 'corrupt', 'unsupported_type', 'type_mismatch'],
};
const readableKinds = new Set(['ok', 'needs_ocr', 'partial_ocr', 'garbled_text']);

/** Hard files of other projects' suites: whether their text, or the reason why there is none, is as expected. */
export async function measureFiles(
  api: ApiClient,
): Promise<{ caseId: string; figures: Figure[]; outcomes: FileOutcome[] }> {
  const expectations = readJsonLines<Expectation>('files/expected.jsonl');
  const caseId = await openCase(api, 'Files');
  const files = expectations.map(({ file }) => ({
    fileName: basename(file),
    bytes: new Uint8Array(readFileSync(dataPath(file))),
  }));
  const documents = await ingestAll(api, caseId, files);
  const outcomes: FileOutcome[] = [];
  for (const [index, document] of documents.entries()) {
    const expectation = expectations[index];
    if (expectation === undefined) continue;
    const missing = await findMissing(api, expectation, document);
    const { file, status: expected } = expectation;
    outcomes.push({ file, expected, document, holds: missing.length === 0, missing });
  }
  const share = (name: string, kinds: readonly string[], goal: number): Figure => {
    const all = outcomes.filter(({ expected }) => kinds.includes(expected));
    const value = all.filter(({ holds }) => holds).length / all.length;
    return { name, value, goal, note: `${all.length} files` };
  };
  const figures = [
    share('files: text as expected', ['ok'], 0.95),
    share('files: text by OCR', ['needs_ocr', 'partial_ocr', 'garbled_text'], 0.8),
    share('files: refused with the right code', ['encrypted', 'empty', 'error'], 1),
    share('files: oddities end in order', ['any'], 1),
  ];
  return { caseId, figures, outcomes };
}

async function findMissing(api: ApiClient, expectation: Expectation, document: Document): Promise<string[]> {
  const { status, failure } = document;
  const end = failure === null ? status : `${failure.code}: ${failure.message}`;
  const codes = codesOf[expectation.status];
  if (codes !== undefined) return codes.includes(failure?.code ?? '') ? [] : [`ended ${end}`];
  if (!readableKinds.has(expectation.status)) return status === 'failed' ? [`ended ${end}`] : [];
  if (status !== 'completed') return [`ended ${end}`];
  const text = foldCase(await readText(api, document.id));
  const wanted = [...(expectation.contains ?? []), ...(expectation.ocr_contains ?? [])];
  return [
    ...wanted.filter((part) => !text.includes(foldCase(part))),
    ...(await missingMail(api, expectation, document)),
  ];
}

function foldCase(text: string): string {
  return normalized(text).toLowerCase();
}

async function missingMail(api: ApiClient, { eml }: Expectation, document: Document): Promise<string[]> {
  if (eml === undefined) return [];
  const { data } = await api.call(listDocuments, { query: { parentDocumentId: document.id, limit: '100' } });
  const names = new Set(data.map(({ fileName }) => foldCase(fileName)));
  const subject = foldCase(document.email?.subject ?? '');
  return [
    ...(eml.subject !== undefined && foldCase(eml.subject ?? '') !== subject
      ? [`subject ${eml.subject}`]
      : []),
    ...(eml.attachments ?? [])
      .filter((name) => !names.has(foldCase(name)))
      .map((name) => `attachment ${name}`),
  ];
}
