import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseFile } from '@elenchus/adapters/document-parser/parse-file';
import { loadPdfium } from '@elenchus/adapters/document-parser/pdf/pdfium-library';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { contractPaths, contractsFolder } from './contracts.ts';

/** Contracts whose whole text is in their files, as the pipeline extracts it; the others need OCR. */
export async function digitalContracts(): Promise<{ path: string; extracted: ExtractedText }[]> {
  const library = await loadPdfium(
    await readFile(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))),
  );
  const contracts = [];
  for (const path of contractPaths()) {
    const { outcome } = await parseFile(library, await readFile(path), 'application/pdf', () => {});
    if (outcome.outcome === 'rejected') throw new Error(`${path}: ${outcome.code}`);
    if ((outcome.unreadPages?.length ?? 0) === 0) contracts.push({ path, extracted: outcome.extracted });
  }
  return contracts;
}

/** The contracts' texts as their labels have them, each paragraph in one line. */
export function labelledTexts(): ExtractedText[] {
  return contractPaths().map((path) => {
    const text = readFileSync(join(contractsFolder, '../txt', `${basename(path, '.pdf')}.txt`), 'utf8');
    return { text, pages: [{ page: 1, start: 0, end: text.length, source: 'text' }], headings: [] };
  });
}

/** Where the texts are, and how often a round works through them. */
export interface ChunkingOptions {
  readonly textsFile: string;
  readonly repeats: number;
}

export function readTexts({ textsFile }: ChunkingOptions): ExtractedText[] {
  return JSON.parse(readFileSync(textsFile, 'utf8')) as ExtractedText[];
}

/** Works through all texts as often as asked for; answers how many bytes (UTF-8) that were, and the sum of the answers. */
export async function repeat(
  { repeats }: ChunkingOptions,
  texts: readonly ExtractedText[],
  work: (text: ExtractedText) => number | Promise<number>,
): Promise<{ bytes: number; answers: number }> {
  const bytes = repeats * texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let answers = 0;
  for (let round = 0; round < repeats; round += 1) {
    for (const text of texts) {
      const answer = work(text);
      answers += typeof answer === 'number' ? answer : await answer;
    }
  }
  return { bytes, answers };
}
