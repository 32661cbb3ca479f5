import { join } from 'node:path';
import type { Logger } from '../scheduler/logger.ts';
import { StepFunctionsError } from './api-error.ts';
import type { Definition } from './definition.ts';
import { ExecutionFiles, fileName } from './execution-files.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { type ExecutionEnd, ExecutionRun, type RunSurroundings } from './execution-run.ts';

/** Ended executions are pruned at the start and after as many ends. */
const endsBetweenPrunings = 500;

/** A state machine whose definition was found sound. */
export interface Machine {
  readonly name: string;
  readonly arn: string;
  readonly definition: Definition;
}

interface LiveExecution {
  record: ExecutionRecord;
  readonly run: ExecutionRun;
  /** Settles when the execution is on disk and may be answered for. */
  readonly stored: Promise<void>;
  /** Resolves when it has ended, or was left as it is. */
  readonly finished: Promise<void>;
}

/** The executions of one machine: those alive in memory, those ended on disk. */
export class Executions {
  readonly machine: Machine;
  readonly files: ExecutionFiles;
  readonly #live = new Map<string, LiveExecution>();
  readonly #surroundings: RunSurroundings;
  readonly #logger: Logger;
  #ends = 0;

  constructor(folder: string, machine: Machine, surroundings: RunSurroundings, logger: Logger) {
    this.machine = machine;
    this.files = new ExecutionFiles(join(folder, fileName(machine.name).slice(0, -'.json'.length)), logger);
    this.#surroundings = surroundings;
    this.#logger = logger;
  }

  get running(): readonly ExecutionRecord[] {
    return [...this.#live.values()]
      .map((each) => each.record)
      .filter((record) => record.status === 'RUNNING');
  }

  /** Settles when all that are alive now have ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#live.values()].map((each) => each.finished));
  }

  /**
   * Starts an execution and returns when it is on disk. The same name and input while it runs is the same
   * execution; anything else under a used name throws ExecutionAlreadyExists.
   */
  async start(name: string, input: string): Promise<ExecutionRecord> {
    const existing = this.#live.get(name);
    if (existing) {
      if (existing.record.status !== 'RUNNING' || existing.record.input !== input)
        throw alreadyExists(existing.record);
      await existing.stored;
      return existing.record;
    }
    const record: ExecutionRecord = {
      executionArn: `${this.machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
      stateMachineArn: this.machine.arn,
      name,
      status: 'RUNNING',
      input,
      startDateMs: this.#surroundings.clock.now().getTime(),
    };
    const live = this.#launch(record, this.#storeNew(record));
    await live.stored;
    return record;
  }

  /** Starts all that a former process left unfinished, from their beginning; returns how many. */
  async resume(): Promise<number> {
    const records = (await this.files.loadRunning()).filter((record) => !this.#live.has(record.name));
    for (const record of records) this.#launch(record, Promise.resolve());
    await this.files.prune(this.#surroundings.clock.now().getTime());
    return records.length;
  }

  /** The execution, with the events so far. */
  async find(name: string): Promise<ExecutionRecord | undefined> {
    const live = this.#live.get(name);
    if (!live) return this.files.findEnded(name);
    await live.stored;
    return { ...live.record, events: live.record.events ?? live.run.history.events };
  }

  /** Ends an execution; the record tells how it really ended. */
  async end(name: string, reason: ExecutionEnd): Promise<ExecutionRecord | undefined> {
    const live = this.#live.get(name);
    if (!live) return this.files.findEnded(name);
    await live.stored;
    live.run.abort(reason);
    await live.finished;
    return live.record;
  }

  /** Ends all work and leaves what runs as RUNNING on disk. */
  async leave(reason: Error): Promise<void> {
    for (const live of this.#live.values()) live.run.abort(reason);
    await this.settled();
  }

  async #storeNew(record: ExecutionRecord): Promise<void> {
    const ended = await this.files.findEnded(record.name);
    if (ended) throw alreadyExists(ended);
    await this.files.saveRunning(record);
  }

  #launch(record: ExecutionRecord, stored: Promise<void>): LiveExecution {
    const run = new ExecutionRun(this.machine, record, this.#surroundings);
    const finished = stored.then(
      () => this.#finish(live),
      () => void this.#live.delete(record.name),
    );
    const live: LiveExecution = { record, run, stored, finished };
    this.#live.set(record.name, live);
    return live;
  }

  async #finish(live: LiveExecution): Promise<void> {
    const ended = await live.run.run();
    if (!ended) {
      this.#live.delete(live.record.name);
      return;
    }
    try {
      await this.files.saveEnded(ended);
      live.record = ended;
      this.#live.delete(ended.name);
      this.#ends += 1;
      if (this.#ends % endsBetweenPrunings === 0)
        await this.files.prune(this.#surroundings.clock.now().getTime());
    } catch (error) {
      // It stays RUNNING on disk, and the next start of the machine does it again.
      live.record = ended;
      this.#logger.error('The end of an execution could not be stored', {
        executionArn: ended.executionArn,
        error: String(error),
      });
    }
  }
}

function alreadyExists(record: ExecutionRecord): StepFunctionsError {
  return new StepFunctionsError(
    'ExecutionAlreadyExists',
    `Execution Already Exists: '${record.executionArn}'`,
  );
}
