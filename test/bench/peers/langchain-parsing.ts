import { PDFLoader } from '@langchain/community/document_loaders/fs/pdf';
import type { MakeContender } from '../contender.ts';

/** LangChain.js' loader over pdf-parse: text by pages, without positions. */
export const makeContender: MakeContender<{ readonly paths: readonly string[] }> = async ({ paths }) => ({
  async run() {
    let pages = 0;
    let characters = 0;
    for (const path of paths) {
      const documents = await new PDFLoader(path).load();
      pages += documents.length;
      for (const { pageContent } of documents) characters += pageContent.length;
    }
    return { pages, characters };
  },
});
