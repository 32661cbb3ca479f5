import {
  type OcrEngine,
  type OcrReading,
  OcrTooComplexError,
  type PageImage,
} from '@elenchus/core/ocr/ocr-port';
import { ParserLane } from '../document-parser/parser-lane.ts';
import type { ParserLimits } from '../document-parser/parser-limits.ts';
import { WorkerChild, type WorkResult } from '../document-parser/worker-child.ts';
import { OcrUnavailableError } from './ocr-errors.ts';

export interface TesseractOptions {
  /** The worker's entry: `tesseract-worker.ts`, or the bundle made of it, which has to find tesseract.js. */
  readonly workerPath: string;
  /** The folder that holds `eng.traineddata.gz`, as in the package @tesseract.js-data/eng. */
  readonly langPath: string;
  /** How many pages are read at the same time; 1 unless told otherwise. */
  readonly size?: number;
  readonly limits?: Partial<ParserLimits>;
  /** A worker is replaced after so many pages; 200 unless told otherwise. */
  readonly maxPagesPerWorker?: number;
}

/** A page of ten million pixels takes 250 MB; a dense one 5 s, and four times that when it has to be turned. */
const DEFAULT_LIMITS: ParserLimits = {
  memoryBytes: 1024 * 1024 * 1024,
  cpuMs: 45_000,
  cpuPerPageMs: 0,
  clockFactor: 4,
};
const DEFAULT_MAX_PAGES = 200;

type TesseractChild = WorkerChild<PageImage, OcrReading>;

/**
 * Reads pages with tesseract.js (English) in child processes with caps on memory and time, which stay warm between
 * pages. Layout is found by Tesseract's automatic page segmentation (PSM 3), which reads columns one after the other.
 * Throws OcrTooComplexError for a page that passes a cap or breaks two processes, OcrUnavailableError otherwise.
 */
export class TesseractOcr implements OcrEngine {
  readonly engineId = 'tesseract.js 7 eng';
  readonly #options: TesseractOptions;
  readonly #limits: ParserLimits;
  readonly #lane: ParserLane;
  readonly #idle: TesseractChild[] = [];
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(options: TesseractOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#lane = new ParserLane(options.size ?? 1);
  }

  async read(image: PageImage, options: { readonly signal?: AbortSignal } = {}): Promise<OcrReading> {
    const { signal: closing } = this.#closing;
    const signal = options.signal === undefined ? closing : AbortSignal.any([options.signal, closing]);
    await this.#lane.enter(signal);
    const work = this.#readInPlace(image, signal).finally(() => {
      this.#running.delete(work);
      this.#lane.leave();
    });
    this.#running.add(work);
    return work;
  }

  /** Ends the worker processes; pages that are being read or are waiting fail with OcrUnavailableError. */
  async close(): Promise<void> {
    this.#closing.abort(new OcrUnavailableError('The text recognition was closed'));
    await Promise.allSettled(this.#running);
    await Promise.all(this.#idle.splice(0).map((child) => child.end()));
  }

  async #readInPlace(image: PageImage, signal: AbortSignal): Promise<OcrReading> {
    let result = await this.#attempt(image, signal);
    // A process may also die of what happens around it; the page is blamed only when it happens twice.
    if (result.kind === 'crashed') result = await this.#attempt(image, signal);
    if (result.kind === 'outcome') return result.outcome;
    const limit =
      result.kind === 'crashed' ? 'breaks the text recognition' : `takes too much ${result.limit}`;
    throw new OcrTooComplexError(`A page of ${image.widthPixels} x ${image.heightPixels} pixels ${limit}`);
  }

  async #attempt(image: PageImage, signal: AbortSignal): Promise<WorkResult<OcrReading>> {
    const child = await this.#takeChild();
    const result = await child.work(image, this.#limits, signal);
    const isOld = child.works >= (this.#options.maxPagesPerWorker ?? DEFAULT_MAX_PAGES);
    if (isOld || this.#closing.signal.aborted) await child.end();
    else if (!child.hasExited) this.#idle.push(child);
    return result;
  }

  async #takeChild(): Promise<TesseractChild> {
    for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
      if (!child.hasExited) return child;
    }
    return WorkerChild.start({
      path: this.#options.workerPath,
      arguments: [this.#options.langPath],
      unavailable: (message) => new OcrUnavailableError(message),
    });
  }
}
