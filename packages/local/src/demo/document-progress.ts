import type { Document } from '@elenchus/contracts/documents/models';

/** Where progress is shown: a terminal is redrawn, anything else gets a line for each change. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 24;

/** Shows one line per document, again each time that something has changed. */
export function createProgressDisplay(screen: Screen): (documents: readonly Document[]) => void {
  const shown = new Map<string, string>();
  let drawnLines = 0;
  return (documents) => {
    const nameWidth = Math.max(...documents.map(({ fileName }) => fileName.length));
    const lines = documents.map((document) => [document.id, progressLine(document, nameWidth)] as const);
    const changed = lines.filter(([id, line]) => shown.get(id) !== line);
    if (changed.length === 0) return;
    for (const [id, line] of changed) shown.set(id, line);
    if (screen.isTTY === true) {
      const up = drawnLines === 0 ? '' : `\u001b[${drawnLines}A`;
      screen.write(up + lines.map(([, line]) => `\u001b[2K${line}\n`).join(''));
      drawnLines = lines.length;
    } else {
      for (const [, line] of changed) screen.write(`${line}\n`);
    }
  };
}

/** `  lease.pdf  [############------------]  50 %  processing`. */
export function progressLine(
  { fileName, status, progress, failure, counts }: Document,
  nameWidth: number,
): string {
  const filled = Math.round(progress * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const percent = `${Math.round(progress * 100)} %`.padStart(5);
  const found = `${count(counts.pages, 'page')}, ${count(counts.chunks, 'passage')}`;
  const words = status === 'completed' ? `${status}: ${found}` : status.replace('_', ' ');
  return `  ${fileName.padEnd(nameWidth)}  ${bar} ${percent}  ${failure === null ? words : `${status}: ${failure.message}`}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
