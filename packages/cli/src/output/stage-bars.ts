import type { Document } from '@elenchus/contracts/documents/models';
import type { Screen } from '../command.ts';

/** The stages that people watch, each with the progress (0 to 1) at which a document has passed it. */
const stages: readonly (readonly [name: string, passedAt: number])[] = [
  ['uploaded', 0],
  ['read', 0.5],
  ['indexed', 0.95],
  ['analysed', 0.97],
  ['done', 1],
];
const barWidth = 30;
const terminal = new Set<Document['status']>(['completed', 'failed', 'rejected']);

export function hasEnded({ status }: Document): boolean {
  return terminal.has(status);
}

/** How many of the documents have passed each stage; what has ended has passed all. */
export function stageCounts(documents: readonly Document[]): Map<string, number> {
  return new Map(
    stages.map(([name, passedAt]) => [
      name,
      documents.filter(
        (document) =>
          hasEnded(document) ||
          (document.status !== 'awaiting_upload' && passedAt < 1 && document.progress >= passedAt - 1e-6),
      ).length,
    ]),
  );
}

/** Draws a bar per stage, again each time that something has changed; without a terminal a line per change. */
export function createStageBars(screen: Screen): (documents: readonly Document[]) => void {
  let shown = '';
  return (documents) => {
    const counts = [...stageCounts(documents)];
    const total = documents.length;
    const lines =
      screen.isTTY === true
        ? counts.map(([name, passed]) => `  ${name.padEnd(9)} ${bar(passed, total)} ${passed}/${total}`)
        : [`  ${counts.map(([name, passed]) => `${name} ${passed}/${total}`).join(', ')}`];
    const text = lines.map((line) => `${line}\n`).join('');
    if (text === shown) return;
    const up = screen.isTTY === true && shown !== '' ? `\u001b[${lines.length}A\u001b[0J` : '';
    screen.write(up + text);
    shown = text;
  };
}

function bar(passed: number, total: number): string {
  const filled = total === 0 ? 0 : Math.floor((passed / total) * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
}
