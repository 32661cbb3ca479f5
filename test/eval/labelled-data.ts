import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/data');

/** Path inside of the labelled data, which is not part of the repository. */
export function dataPath(path: string): string {
  return join(folder, path);
}

/** Ends the program, saying why, where the labelled data is not there. */
export function requireData(): void {
  if (existsSync(folder)) return;
  console.error(`The labelled data is not here (${folder}); there is nothing to measure.`);
  process.exit(1);
}

export function readLines(path: string): string[] {
  return readFileSync(dataPath(path), 'utf8').split('\n').filter(Boolean);
}

/** JSON Lines as they are labelled; the caller names their shape. */
export function readJsonLines<T>(path: string): T[] {
  return readLines(path).map((line) => JSON.parse(line) as T);
}

export interface LabelledContract {
  readonly id: string;
  readonly title: string;
  readonly pdf: string;
  readonly txt: string;
}

export function readContracts(): LabelledContract[] {
  return readJsonLines<LabelledContract>('contracts/contracts.jsonl');
}

/** A file name out of a title; what no file name may hold becomes a blank. */
export function fileNameOf(title: string, extension: string): string {
  const name = title
    .replace(/[\p{Cc}\p{Cf}/\\]+/gu, ' ')
    .slice(0, 200)
    .trim();
  return `${name}.${extension}`;
}
