import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'build/eval');

export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What it has to reach, where there is a goal. */
  readonly goal?: number;
  readonly note?: string;
}

/** Prints the figures as a table, and writes them with the details as JSON. */
export function report(name: string, figures: readonly Figure[], details: unknown): void {
  console.table(
    figures.map(({ name: figure, value, goal, note }) => ({
      figure,
      value: Number(value.toFixed(4)),
      goal: goal ?? '',
      reached: goal === undefined ? '' : value >= goal ? 'yes' : 'NO',
      note: note ?? '',
    })),
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify({ name, figures, details }, undefined, 2)}\n`);
  console.log(`Written: ${relative(root, path)}`);
}
