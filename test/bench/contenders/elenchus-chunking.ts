import { chunkText } from '@elenchus/core/chunking/chunk-text';
import type { MakeContender } from '../contender.ts';
import { type ChunkingOptions, readTexts, repeat } from '../contract-texts.ts';

/** Chunks with offsets, pages and headings. */
export const makeContender: MakeContender<ChunkingOptions> = async (options) => {
  const texts = readTexts(options);
  return { run: () => repeat(options, texts, (text) => chunkText(text).length) };
};
