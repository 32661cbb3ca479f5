import { RecursiveChunker } from '@chonkiejs/core';
import type { MakeContender } from '../contender.ts';
import { type ChunkingOptions, readTexts, repeat } from '../contract-texts.ts';

/** Chunks of 800 characters with offsets; it knows no overlap. */
export const makeContender: MakeContender<ChunkingOptions> = async (options) => {
  const texts = readTexts(options);
  const chunker = await RecursiveChunker.create({ chunkSize: 800 });
  return { run: () => repeat(options, texts, async ({ text }) => (await chunker.chunk(text)).length) };
};
