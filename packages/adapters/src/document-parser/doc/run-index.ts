/** A run of bytes (half-open) with something known about it. */
export interface IndexedRun {
  readonly start: number;
  readonly end: number;
}

/** Runs ordered by their start, those left out that are empty or reach into the one before. */
export class RunIndex<Run extends IndexedRun> {
  readonly #runs: Run[] = [];

  constructor(runs: Iterable<Run>) {
    for (const run of [...runs].sort((one, other) => one.start - other.start)) {
      if (run.end > run.start && run.start >= (this.#runs.at(-1)?.end ?? 0)) this.#runs.push(run);
    }
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0;
  }

  /** The run that covers this byte. */
  at(offset: number): Run | undefined {
    const run = this.#runs[this.#firstEndingAfter(offset)];
    return run !== undefined && run.start <= offset ? run : undefined;
  }

  /** The runs that share a byte with the range, in order. */
  *within(start: number, end: number): Generator<Run> {
    for (let index = this.#firstEndingAfter(start); index < this.#runs.length; index += 1) {
      const run = this.#runs[index];
      if (run === undefined || run.start >= end) return;
      yield run;
    }
  }

  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
