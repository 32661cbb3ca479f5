import { createHash } from 'node:crypto';
import { typeOf } from './frames.ts';
import { closeStatement, cString, message, stringsOf } from './messages.ts';
import { failingStatement, refusalOf } from './refusals.ts';

/** PostgreSQL cuts names at 63 bytes; the rest is left for the prefix. */
const MAX_PLAIN_NAME_BYTES = 40;

/** The prepared statements of one connection, whose names must not meet those of others in the shared session. */
export class PreparedStatements {
  readonly #prefix: string;
  readonly #statements = new Map<string, { parse: Buffer; sql: string }>();

  constructor(connectionId: number) {
    this.#prefix = `g${connectionId}_`;
  }

  /** The Parse message for the shared session, and the statement's text. */
  parse(frame: Buffer): { frame: Buffer; sql: string } {
    const { strings, end } = stringsOf(frame, 2);
    const [name = '', sql = ''] = strings;
    const reason = refusalOf(sql);
    const text = reason === undefined ? sql : failingStatement(reason);
    const types = reason === undefined ? frame.subarray(end) : Buffer.alloc(2);
    const parse = message('P', cString(this.#nameInSession(name)), cString(text), types);
    if (name === '' || !this.#statements.has(name)) this.#statements.set(name, { parse, sql });
    return { frame: parse, sql };
  }

  /** The Bind message for the shared session, and the text of its statement if it is known. */
  bind(frame: Buffer): { frame: Buffer; sql: string } {
    const { strings, end } = stringsOf(frame, 2);
    if (strings.length < 2) return { frame, sql: '' };
    const [portal = '', name = ''] = strings;
    const rewritten = message('B', cString(portal), cString(this.#nameInSession(name)), frame.subarray(end));
    return { frame: rewritten, sql: this.#statements.get(name)?.sql ?? '' };
  }

  /** The Describe or Close message for the shared session. */
  describeOrClose(frame: Buffer): Buffer {
    if (frame[5] !== typeOf('S')) return frame;
    const name = stringsOf(frame, 1, 6).strings[0] ?? '';
    const type = String.fromCharCode(frame.readUInt8(0));
    if (type === 'C') this.#statements.delete(name);
    return message(type, Buffer.from('S'), cString(this.#nameInSession(name)));
  }

  /** Whether the unnamed statement must be prepared again when another connection had the session in between. */
  get hasUnnamed(): boolean {
    return this.#statements.has('');
  }

  parseOfUnnamed(): readonly Buffer[] {
    const unnamed = this.#statements.get('');
    return unnamed === undefined ? [] : [unnamed.parse];
  }

  parsesOfNamed(): readonly Buffer[] {
    return [...this.#statements].filter(([name]) => name !== '').map(([, statement]) => statement.parse);
  }

  /** Close messages for all named statements. */
  closes(): readonly Buffer[] {
    return [...this.#statements.keys()]
      .filter((name) => name !== '')
      .map((name) => closeStatement(this.#nameInSession(name)));
  }

  clear(): void {
    this.#statements.clear();
  }

  #nameInSession(name: string): string {
    if (name === '') return '';
    if (Buffer.byteLength(name) <= MAX_PLAIN_NAME_BYTES) return this.#prefix + name;
    return this.#prefix + createHash('sha256').update(name).digest('hex').slice(0, MAX_PLAIN_NAME_BYTES);
  }
}
