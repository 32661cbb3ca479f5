import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'build/bench');

export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What it has to reach, where there is a goal. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly note?: string;
}

/** Prints the figures as a table, and writes them with the details as JSON. */
export function reportBench(name: string, figures: readonly Figure[], details: unknown): void {
  console.log(`\n${name}`);
  console.table(
    figures.map((figure) => ({
      figure: figure.name,
      value: Number(figure.value.toPrecision(4)),
      goal: goalOf(figure),
      reached: isReached(figure),
      note: figure.note ?? '',
    })),
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  const machine = { processors: cpus().map(({ model }) => model), node: process.version };
  writeFileSync(path, `${JSON.stringify({ name, machine, figures, details }, undefined, 2)}\n`);
  console.log(`Written: ${relative(root, path)}`);
}

function goalOf({ atLeast, atMost }: Figure): string {
  if (atLeast !== undefined) return `>= ${atLeast}`;
  return atMost === undefined ? '' : `<= ${atMost}`;
}

function isReached({ value, atLeast, atMost }: Figure): string {
  if (atLeast === undefined && atMost === undefined) return '';
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity) ? 'yes' : 'NO';
}
