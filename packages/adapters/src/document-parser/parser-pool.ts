import type {
  DocumentParser,
  FileToParse,
  ParseOutcome,
  ParseRejection,
  RenderOutcome,
} from '@elenchus/core/parsing/parser-port';
import { ParserLane } from './parser-lane.ts';
import { DEFAULT_PARSER_LIMITS, type ExceededLimit, type ParserLimits } from './parser-limits.ts';
import { processUsage } from './process-usage.ts';
import { WorkerChild, type WorkResult } from './worker-child.ts';
import type { ParserOutcome, ParserRequest } from './worker-messages.ts';

/** A file could not be read for a reason that lies outside of it. */
export class ParserUnavailableError extends Error {
  readonly code = 'parser_unavailable';

  constructor(message: string) {
    super(message);
    this.name = 'ParserUnavailableError';
  }
}

type ParserChild = WorkerChild<ParserRequest, ParserOutcome>;
type ChildResult = WorkResult<ParserOutcome>;

export interface ParserPoolOptions {
  /** The worker's entry: `parser-worker.ts`, or the bundle made of it. */
  readonly workerPath: string;
  /** `pdfium.wasm` of the package @embedpdf/pdfium. */
  readonly wasmPath: string;
  /** How many files are read at the same time; 2 unless told otherwise. */
  readonly size?: number;
  /** How many slow files are read at the same time besides; 2 unless told otherwise. */
  readonly slowSize?: number;
  /** From this time on, on the clock, a file is a slow one; 2 s unless told otherwise. */
  readonly slowAfterMs?: number;
  readonly limits?: Partial<ParserLimits>;
  /** A worker is replaced after so many files; 200 unless told otherwise. */
  readonly maxDocumentsPerWorker?: number;
}

/** WebAssembly's memory never shrinks: a worker that holds this share of its limit is replaced. */
const REPLACE_ABOVE_SHARE_OF_MEMORY = 0.6;

const DEFAULT_SIZE = 2;
const DEFAULT_SLOW_SIZE = 2;
const DEFAULT_SLOW_AFTER_MS = 2000;

/** Where the work on a file has its place; undefined while it waits for one. */
interface Place {
  lane: ParserLane | undefined;
}

/**
 * Reads files, and draws their pages, in child processes with caps on memory and time. The processes stay warm between files; a file
 * that passes a cap costs its process, and no other file. Files are read in the order of their arrival, but a
 * slow one moves to a lane of its own, or is begun anew there later, so that it does not hold up the others.
 * There are never more than `size + slowSize` processes. Throws ParserUnavailableError when a process cannot
 * start, a file cannot be opened, or the pool is closed.
 */
export class ParserPool implements DocumentParser {
  readonly #options: ParserPoolOptions;
  readonly #limits: ParserLimits;
  readonly #idle: ParserChild[] = [];
  readonly #lane: ParserLane;
  readonly #slowLane: ParserLane;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: ParserPoolOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_PARSER_LIMITS, ...options.limits };
    this.#lane = new ParserLane(options.size ?? DEFAULT_SIZE);
    this.#slowLane = new ParserLane(options.slowSize ?? DEFAULT_SLOW_SIZE);
  }

  async parse(
    { path, mediaType }: FileToParse,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<ParseOutcome> {
    const outcome = await this.#work({ type: 'parse', path, mediaType }, options.signal);
    return outcome as ParseOutcome;
  }

  /** Draws a page, from 1, as a grey PNG of 250 to 300 dpi and at most ten million pixels. */
  async renderPage(
    { path }: FileToParse,
    page: number,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<RenderOutcome> {
    const outcome = await this.#work({ type: 'render', path, page }, options.signal);
    return outcome as RenderOutcome;
  }

  /** Ends the worker processes; files that are being read or are waiting fail with ParserUnavailableError. */
  async close(): Promise<void> {
    this.#closing.abort(new ParserUnavailableError('The parser was closed'));
    await Promise.allSettled(this.#running);
    await Promise.all(this.#idle.splice(0).map((child) => child.end()));
  }

  async #work(request: ParserRequest, wanted: AbortSignal | undefined): Promise<ParserOutcome> {
    const { signal: closing } = this.#closing;
    const signal = wanted === undefined ? closing : AbortSignal.any([wanted, closing]);
    await this.#lane.enter(signal);
    const place: Place = { lane: this.#lane };
    const work = this.#workInPlace(request, place, signal).finally(() => {
      this.#running.delete(work);
      place.lane?.leave();
    });
    this.#running.add(work);
    return work;
  }

  async #workInPlace(request: ParserRequest, place: Place, signal: AbortSignal): Promise<ParserOutcome> {
    let result = await this.#attempt(request, place, signal);
    // A process may also die of what happens around it; the file is blamed only when it happens twice.
    if (result.kind === 'crashed') result = await this.#attempt(request, place, signal);
    if (result.kind === 'outcome') return result.outcome;
    return tooComplex(result.kind === 'crashed' ? 'crash' : result.limit);
  }

  async #attempt(request: ParserRequest, place: Place, signal: AbortSignal): Promise<ChildResult> {
    const displaced = new AbortController();
    const child = await this.#takeChild();
    const slowTimer = setInterval(
      () => this.#makeWay(place, displaced),
      this.#options.slowAfterMs ?? DEFAULT_SLOW_AFTER_MS,
    );
    try {
      return await this.#workIn(child, request, AbortSignal.any([signal, displaced.signal]));
    } catch (error) {
      if (!displaced.signal.aborted || error !== displaced.signal.reason) throw error;
    } finally {
      clearInterval(slowTimer);
    }
    place.lane?.leave();
    place.lane = undefined;
    await this.#slowLane.enter(signal);
    place.lane = this.#slowLane;
    return this.#workIn(await this.#takeChild(), request, signal);
  }

  /** Moves a slow file out of the lane; where the slow lane is full, it has to stop for others that wait. */
  #makeWay(place: Place, displaced: AbortController): void {
    if (place.lane !== this.#lane) return;
    if (this.#slowLane.tryEnter()) {
      place.lane = this.#slowLane;
      this.#lane.leave();
    } else if (this.#lane.isAwaited) displaced.abort(new Error('slow'));
  }

  async #workIn(child: ParserChild, request: ParserRequest, signal: AbortSignal): Promise<ChildResult> {
    const result = await child.work(request, this.#limits, signal);
    await this.#giveBack(child);
    return result;
  }

  async #takeChild(): Promise<ParserChild> {
    for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
      if (!child.hasExited) return child;
    }
    return WorkerChild.start({
      path: this.#options.workerPath,
      arguments: [this.#options.wasmPath],
      unavailable: (message) => new ParserUnavailableError(message),
    });
  }

  async #giveBack(child: ParserChild): Promise<void> {
    if (child.hasExited) return;
    const usage = child.pid === undefined ? undefined : await processUsage(child.pid);
    const isLarge = (usage?.residentBytes ?? 0) > this.#limits.memoryBytes * REPLACE_ABOVE_SHARE_OF_MEMORY;
    const isOld = child.works >= (this.#options.maxDocumentsPerWorker ?? 200);
    const isSpare = this.#idle.length >= (this.#options.size ?? DEFAULT_SIZE);
    if (isLarge || isOld || isSpare || this.#closing.signal.aborted) await child.end();
    else this.#idle.push(child);
  }
}

function tooComplex(cause: ExceededLimit | 'crash'): ParseRejection {
  const what = {
    memory: 'Reading this file takes more memory than any ordinary document needs.',
    time: 'Reading this file takes longer than any ordinary document needs.',
    crash: 'The file made the program that reads it stop, twice.',
  }[cause];
  return {
    outcome: 'rejected',
    code: 'too_complex',
    message: `${what} Please print the document to a new PDF, or split it, and upload the result.`,
  };
}
