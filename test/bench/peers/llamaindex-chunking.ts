import { SentenceSplitter } from '@llamaindex/core/node-parser';
import type { MakeContender } from '../contender.ts';
import { type ChunkingOptions, readTexts, repeat } from '../contract-texts.ts';

/** Some 800 and 200 characters, counted in tokens. */
export const makeContender: MakeContender<ChunkingOptions> = async (options) => {
  const texts = readTexts(options);
  const splitter = new SentenceSplitter({ chunkSize: 200, chunkOverlap: 50 });
  return { run: () => repeat(options, texts, ({ text }) => splitter.splitText(text).length) };
};
