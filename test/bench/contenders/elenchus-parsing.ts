import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseFile } from '@elenchus/adapters/document-parser/parse-file';
import { loadPdfium } from '@elenchus/adapters/document-parser/pdf/pdfium-library';
import type { MakeContender } from '../contender.ts';

/** Text with pages, headings and the boxes of its lines, as a parser process reads it. */
export const makeContender: MakeContender<{ readonly paths: readonly string[] }> = async ({ paths }) => {
  const wasm = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const library = await loadPdfium(await readFile(wasm));
  return {
    async run() {
      let pages = 0;
      let characters = 0;
      for (const path of paths) {
        const { outcome } = await parseFile(library, await readFile(path), 'application/pdf', () => {});
        if (outcome.outcome === 'rejected') throw new Error(`${path}: ${outcome.code}`);
        pages += outcome.extracted.pages.length;
        characters += outcome.extracted.text.length;
      }
      return { pages, characters };
    },
  };
};
