import type { ListLevel, ListUse } from './list-tables.ts';
import { formatNumber } from './number-format.ts';

const BULLET = 23;
const ARABIC = 0;

/** Counts the numbered paragraphs of a document and gives their labels ("2.", "a)", "4.1", a bullet). */
export class ListLabels {
  readonly #uses: readonly ListUse[];
  /** The current number of each level, by list. */
  readonly #counts = new Map<number, (number | undefined)[]>();
  readonly #restarted = new Set<string>();

  constructor(uses: readonly ListUse[]) {
    this.#uses = uses;
  }

  /** The label of the next paragraph of a use (from 1) on a level (from 0); empty where it has none. */
  next(useNumber: number, depth: number): string {
    const use = this.#uses[useNumber - 1];
    const level = use?.levels[depth];
    if (use === undefined || level === undefined) return '';
    const counts = this.#counts.get(use.list) ?? [];
    this.#counts.set(use.list, counts);
    const key = `${useNumber} ${depth}`;
    const starts = use.restarts.has(depth) && !this.#restarted.has(key);
    this.#restarted.add(key);
    const last = starts ? undefined : counts[depth];
    counts[depth] = last === undefined ? level.startAt : last + 1;
    for (let deeper = depth + 1; deeper < counts.length; deeper += 1) {
      if (use.levels[deeper]?.noRestart !== true) counts[deeper] = undefined;
    }
    return label(level, use.levels, counts);
  }
}

function label(
  level: ListLevel,
  levels: readonly (ListLevel | undefined)[],
  counts: readonly (number | undefined)[],
): string {
  if (level.format === BULLET) return level.template === '' ? '' : '•';
  const characters = Array.from(level.template, (character) => {
    const depth = character.charCodeAt(0);
    if (depth > 8) return character;
    const other = levels[depth];
    const format = level.isLegal ? ARABIC : (other?.format ?? ARABIC);
    return formatNumber(counts[depth] ?? other?.startAt ?? 1, format);
  });
  return characters.join('').trim();
}
