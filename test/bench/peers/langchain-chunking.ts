import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { MakeContender } from '../contender.ts';
import { type ChunkingOptions, readTexts, repeat } from '../contract-texts.ts';

export const makeContender: MakeContender<ChunkingOptions> = async (options) => {
  const texts = readTexts(options);
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 800, chunkOverlap: 200 });
  return { run: () => repeat(options, texts, async ({ text }) => (await splitter.splitText(text)).length) };
};
