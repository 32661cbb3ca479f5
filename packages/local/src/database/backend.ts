import type { PGlite } from '@electric-sql/pglite';
import { type Frame, FrameParser, typeOf } from './frames.ts';
import { columnsOf, errorFieldsOf, query } from './messages.ts';

const MAX_MESSAGE_BYTES = 1 << 30;

/** The database answered a statement of the gateway itself with an error. */
export class BackendError extends Error {
  readonly code: string;

  constructor(frame: Frame) {
    const fields = errorFieldsOf(frame.bytes);
    super(fields.get('M') ?? 'unknown error');
    this.code = fields.get('C') ?? 'XX000';
  }
}

/** The one session of the embedded database, as a function from protocol messages to protocol messages. */
export class Backend {
  readonly #pglite: PGlite;
  readonly #onFatal: (message: string) => never;
  /** Raised whenever a client dropped the prepared statements of everybody. */
  generation = 0;

  /** `onFatal` must end the process: after a FATAL or PANIC the session is gone and would loop for ever. */
  constructor(pglite: PGlite, onFatal: (message: string) => never) {
    this.#pglite = pglite;
    this.#onFatal = onFatal;
  }

  /** Runs messages and returns the answers. Whoever calls holds the turn. */
  async run(...messages: readonly Buffer[]): Promise<Frame[]> {
    const parser = new FrameParser(MAX_MESSAGE_BYTES);
    const answers: Frame[] = [];
    const input = messages.length === 1 && messages[0] !== undefined ? messages[0] : Buffer.concat(messages);
    await this.#pglite.execProtocolRawStream(input, {
      syncToFs: false, // the Node file system writes through
      onRawData: (data) => {
        for (const frame of parser.push(Buffer.from(data))) {
          if (frame.type === typeOf('E')) this.#checkSeverity(frame);
          answers.push(frame);
        }
      },
    });
    return answers;
  }

  /** Runs SQL of the gateway itself and returns the rows as text. Throws BackendError. */
  async query(sql: string): Promise<(string | null)[][]> {
    const frames = await this.run(query(sql));
    const error = frames.find((frame) => frame.type === typeOf('E'));
    if (error !== undefined) throw new BackendError(error);
    return frames.filter((frame) => frame.type === typeOf('D')).map((frame) => columnsOf(frame.bytes));
  }

  #checkSeverity(frame: Frame): void {
    const fields = errorFieldsOf(frame.bytes);
    if (fields.get('V') !== 'ERROR')
      this.#onFatal(`${fields.get('V')} ${fields.get('C')}: ${fields.get('M')}`);
  }
}

/** A string literal that reads the same whatever `standard_conforming_strings` says. */
export function literal(text: string): string {
  return ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A quoted identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
