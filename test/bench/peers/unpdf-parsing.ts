import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy } from 'unpdf';
import type { MakeContender } from '../contender.ts';

/** Text by pages, without positions. */
export const makeContender: MakeContender<{ readonly paths: readonly string[] }> = async ({ paths }) => ({
  async run() {
    let pages = 0;
    let characters = 0;
    for (const path of paths) {
      const document = await getDocumentProxy(new Uint8Array(await readFile(path)));
      const { totalPages, text } = await extractText(document);
      pages += totalPages;
      for (const page of text) characters += page.length;
      await document.cleanup();
    }
    return { pages, characters };
  },
});
