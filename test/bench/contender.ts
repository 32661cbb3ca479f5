/** One of those that a benchmark compares; it lives in a process of its own from first to last round. */
export interface Contender<Input = void> {
  /** One round; answers what it achieved, by name. */
  run(input: Input): Promise<Readonly<Record<string, number>>>;
  close?(): Promise<void>;
}

/** What a contender's module exports as `makeContender`; all preparation happens here, outside of any round. */
export type MakeContender<Options, Input = void> = (options: Options) => Promise<Contender<Input>>;

/** What one round took and achieved; `cpuSeconds` of the process, its threads and all its child processes. */
export interface Round {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly achieved: Readonly<Record<string, number>>;
}
