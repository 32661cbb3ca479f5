import { StatesError } from './states-error.ts';

/** An event of GetExecutionHistory, with the timestamp in milliseconds and details under the name that AWS gives them. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

/** Step Functions ends an execution that has more events than this. */
const maximumEvents = 25_000;

/** Longer inputs and outputs are cut in the history (and marked so): it is for reading, the files are small. */
const maximumShownCharacters = 4096;

/** Collects the events of one execution. */
export class ExecutionHistory {
  readonly events: HistoryEvent[] = [];
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Adds an event with details such as `{ stateEnteredEventDetails: {…} }`; past 25,000 it throws `States.Runtime`. */
  add(type: string, details: Record<`${string}EventDetails`, Readonly<Record<string, unknown>>> = {}): void {
    const id = this.events.length + 1;
    if (id > maximumEvents && !type.startsWith('Execution')) {
      throw new StatesError(
        'States.Runtime',
        `The execution reached the maximum of ${maximumEvents} history events.`,
      );
    }
    this.events.push({ id, previousEventId: id - 1, timestampMs: this.#nowMs(), type, ...details });
  }
}

/** `{input, inputDetails}` or `{output, outputDetails}` as the history shows them. */
export function shownData(field: 'input' | 'output' | 'parameters', value: unknown): Record<string, unknown> {
  const text = JSON.stringify(value) ?? 'null';
  const truncated = text.length > maximumShownCharacters;
  const shown = { [field]: truncated ? text.slice(0, maximumShownCharacters) : text };
  return field === 'parameters' ? shown : { ...shown, [`${field}Details`]: { truncated } };
}
