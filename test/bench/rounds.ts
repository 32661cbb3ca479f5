import type { Round } from './contender.ts';

export interface Turn {
  readonly name: string;
  /** How many rounds, after one that does not count; the slow need fewer. */
  readonly rounds: number;
  round(): Promise<Round>;
}

/**
 * Runs rounds in turns, A B C A B C, so that what else happens on the machine meets all alike; the first of each
 * is for warming up.
 */
export async function inTurns(turns: readonly Turn[]): Promise<Map<string, Round[]>> {
  const rounds = new Map<string, Round[]>(turns.map(({ name }) => [name, []]));
  const most = Math.max(...turns.map((turn) => turn.rounds));
  for (let number = 0; number <= most; number += 1) {
    for (const turn of turns.filter((each) => number <= each.rounds)) {
      const round = await turn.round();
      if (number > 0) rounds.get(turn.name)?.push(round);
    }
  }
  return rounds;
}

/** The middle of the values, or between the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
