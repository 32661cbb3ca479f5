import type { MakeContender } from '../contender.ts';
import { type ChunkingOptions, readTexts, repeat } from '../contract-texts.ts';

/** Looks at each character once and does nothing but count lines: what no chunker can fall far below. */
export const makeContender: MakeContender<ChunkingOptions> = async (options) => {
  const texts = readTexts(options);
  return { run: () => repeat(options, texts, ({ text }) => countLines(text)) };
};

function countLines(text: string): number {
  let lines = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === 10) lines += 1;
  return lines;
}
