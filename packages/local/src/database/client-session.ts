import { type Frame, typeOf } from './frames.ts';
import { copyFail, stringsOf } from './messages.ts';
import { PreparedStatements } from './prepared-statements.ts';
import { COPY_REFUSAL, guardQuery } from './refusals.ts';
import type { Role } from './session-user.ts';
import { channelsIn, customSettingsIn, mayChangeSession } from './statement-text.ts';

const COPY_REFUSAL_MESSAGE = copyFail(COPY_REFUSAL);

/** What the shared session must be told about one connection to look like a session of its own. */
export class ClientSession {
  readonly id: number;
  readonly role: Role;
  readonly statements: PreparedStatements;
  /** Session-level settings, from the startup message and from SET; they are put back at each change of client. */
  settings: ReadonlyMap<string, string>;
  /** Names of settings with a prefix that the client has set. */
  readonly customSettings = new Set<string>();
  /** The role of a session-level SET ROLE, or `none`. */
  activeRole = 'none';
  generation: number;
  readonly notify: (frame: Buffer) => void;
  /** What the current turn did; emptied when it ends. */
  turn = newTurn();

  constructor(options: {
    id: number;
    role: Role;
    settings: ReadonlyMap<string, string>;
    generation: number;
    notify: (frame: Buffer) => void;
  }) {
    this.id = options.id;
    this.role = options.role;
    this.settings = options.settings;
    this.generation = options.generation;
    this.notify = options.notify;
    this.statements = new PreparedStatements(options.id);
  }

  /** The messages for the shared session in place of one from the client. */
  translate(frame: Frame): readonly Buffer[] {
    const { bytes } = frame;
    switch (frame.type) {
      case typeOf('Q'):
        this.#note(stringsOf(bytes, 1).strings[0] ?? '');
        return [guardQuery(bytes), COPY_REFUSAL_MESSAGE];
      case typeOf('P'):
        return [this.statements.parse(bytes).frame];
      case typeOf('B'): {
        const { frame: bind, sql } = this.statements.bind(bytes);
        this.#note(sql);
        return [bind];
      }
      case typeOf('E'):
        return [bytes, COPY_REFUSAL_MESSAGE];
      case typeOf('D'):
      case typeOf('C'):
        return [this.statements.describeOrClose(bytes)];
      default:
        return [bytes];
    }
  }

  /** Takes note of what a completed statement did (its command tag). */
  observe(frame: Frame): void {
    if (frame.type !== typeOf('C')) return;
    const tag = stringsOf(frame.bytes, 1).strings[0] ?? '';
    if (tag === 'LISTEN' || tag === 'UNLISTEN' || tag === 'DISCARD ALL') this.turn.listenChanged = true;
    if (tag === 'DISCARD ALL') this.turn.channels.push(['*', false]);
    if (tag === 'DISCARD ALL' || tag === 'DEALLOCATE ALL') this.turn.statementsDropped = true;
    if (tag === 'PREPARE') this.turn.preparedBySql = true;
  }

  #note(sql: string): void {
    if (mayChangeSession(sql)) {
      this.turn.settingsChanged = true;
      for (const name of customSettingsIn(sql)) this.customSettings.add(name);
    }
    this.turn.channels.push(...channelsIn(sql));
  }
}

function newTurn() {
  return {
    settingsChanged: false,
    listenChanged: false,
    statementsDropped: false,
    preparedBySql: false,
    channels: [] as (readonly [string, boolean])[],
  };
}

/** Forgets what the last turn did. */
export function endTurn(session: ClientSession): void {
  session.turn = newTurn();
}
