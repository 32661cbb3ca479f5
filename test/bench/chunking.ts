import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { type Figure, reportBench } from './bench-report.ts';
import type { Round } from './contender.ts';
import { ContenderClient } from './contender-client.ts';
import { digitalContracts, labelledTexts } from './contract-texts.ts';
import { inTurns, median } from './rounds.ts';

const ours = 'Elenchus (with offsets)';
const loop = 'a loop over the characters';
const langChain = "LangChain's RecursiveCharacterTextSplitter";
/** The slow ones work through the texts less often. */
const contenders = [
  { name: ours, module: 'contenders/elenchus-chunking.ts', repeats: 200, rounds: 5 },
  { name: loop, module: 'contenders/character-loop.ts', repeats: 200, rounds: 5 },
  { name: langChain, module: 'peers/langchain-chunking.ts', repeats: 5, rounds: 5 },
  { name: "chonkie's RecursiveChunker", module: 'peers/chonkie-chunking.ts', repeats: 20, rounds: 5 },
  { name: "LlamaIndex' SentenceSplitter", module: 'peers/llamaindex-chunking.ts', repeats: 1, rounds: 1 },
];

/** Megabytes of contracts' text cut into chunks of 800 characters, 200 of them overlapping, per processor second. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-bench-'));
  try {
    const everyFourth = <T>(_: T, index: number) => index % 4 === 0;
    const fromPdf = (await digitalContracts()).filter(everyFourth).map(({ extracted }) => extracted);
    const labelled = labelledTexts().filter(everyFourth);
    const inLines = await compare('lines of a PDF', join(folder, 'lines.json'), fromPdf);
    const inParagraphs = await compare('paragraphs in one line', join(folder, 'paragraphs.json'), labelled);
    reportBench(
      'chunking',
      [...inLines.figures, ...inParagraphs.figures],
      [inLines.details, inParagraphs.details],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(
  kind: string,
  textsFile: string,
  texts: readonly ExtractedText[],
): Promise<{ figures: Figure[]; details: unknown }> {
  await writeFile(textsFile, JSON.stringify(texts));
  const clients: ContenderClient[] = [];
  try {
    for (const { name, module, repeats } of contenders) {
      clients.push(await ContenderClient.start(name, module, { textsFile, repeats }));
    }
    const rounds = await inTurns(
      contenders.map(({ name, rounds: count }, index) => ({
        name,
        rounds: count,
        round: () => (clients[index] as ContenderClient).round(),
      })),
    );
    const speedOf = (name: string) => median((rounds.get(name) ?? []).map(megabytesPerCpuSecond));
    const figures = [
      ...contenders.map(({ name }) => ({
        name: `${name}: MB per CPU second`,
        value: speedOf(name),
        note: kind,
      })),
      { name: `ours / ${langChain}`, value: speedOf(ours) / speedOf(langChain), atLeast: 15, note: kind },
      { name: `time of ours / of ${loop}`, value: speedOf(loop) / speedOf(ours), atMost: 1.6, note: kind },
    ];
    return { figures, details: { kind, rounds: Object.fromEntries(rounds) } };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

function megabytesPerCpuSecond({ achieved, cpuSeconds }: Round): number {
  return (achieved['bytes'] ?? 0) / 1e6 / cpuSeconds;
}
