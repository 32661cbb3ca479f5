import { type Backend, identifier, literal } from './backend.ts';
import { type ClientSession, endTurn } from './client-session.ts';
import { closeStatement, query, sync } from './messages.ts';
import type { Notifications } from './notifications.ts';
import type { SessionUser } from './session-user.ts';

/** What DISCARD ALL does, without the prepared statements and channels, which belong to their connections. */
const RESET =
  'RESET ROLE; RESET ALL; CLOSE ALL; SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES';

/** Hands the one session of the database from client to client, so that nothing of one is seen by the next. */
export class SharedSession {
  readonly #backend: Backend;
  readonly #user: SessionUser;
  readonly #notifications: Notifications;
  #client: ClientSession | undefined;
  #preparedBySql = false;

  constructor(backend: Backend, user: SessionUser, notifications: Notifications) {
    this.#backend = backend;
    this.#user = user;
    this.#notifications = notifications;
  }

  /** Makes the session the gateway's own: superuser, defaults. */
  async becomeOwn(): Promise<void> {
    if (this.#client !== undefined) await this.#reset();
    await this.#user.becomeSuperuser();
  }

  /** Makes the session that of `client`. Throws BackendError if a role or setting is refused. */
  async become(client: ClientSession, { needsUnnamed }: { needsUnnamed: boolean }): Promise<void> {
    if (this.#client !== client) {
      await this.#reset();
      await this.#user.become(client.role);
      this.#client = client;
      await this.#restoreSettings(client);
      if (needsUnnamed && client.statements.hasUnnamed) {
        await this.#backend.run(...client.statements.parseOfUnnamed(), sync());
      }
    }
    if (client.generation !== this.#backend.generation) await this.#prepareAgain(client);
  }

  /** Ends a turn of `client`: keeps what it set for its next turn. The session is outside a transaction. */
  async settle(client: ClientSession): Promise<void> {
    const { turn } = client;
    endTurn(client);
    if (turn.preparedBySql) this.#preparedBySql = true;
    if (turn.statementsDropped) {
      client.statements.clear();
      this.#backend.generation += 1;
      client.generation = this.#backend.generation;
    }
    if (turn.listenChanged) await this.#notifications.update(client, turn.channels);
    if (turn.settingsChanged) await this.#saveSettings(client);
  }

  /** Ends whatever the current client left unfinished, without a commit. */
  async rollBack(): Promise<void> {
    // The first one also ends an implicit transaction, the second one counts after an error before Sync.
    await this.#backend.run(query('ROLLBACK'), sync(), query('ROLLBACK'));
  }

  /** Forgets a client that has gone. */
  async drop(client: ClientSession): Promise<void> {
    await this.becomeOwn();
    const closes = client.statements.closes();
    if (closes.length > 0) await this.#backend.run(...closes, sync());
    await this.#notifications.drop(client);
  }

  async #reset(): Promise<void> {
    this.#client = undefined;
    await this.#backend.query(RESET);
    await this.#backend.run(closeStatement(''), sync());
    if (!this.#preparedBySql) return;
    const rows = await this.#backend.query(
      'select name from pg_catalog.pg_prepared_statements where from_sql',
    );
    for (const [name] of rows) await this.#backend.query(`DEALLOCATE ${identifier(name ?? '')}`);
    this.#preparedBySql = false;
  }

  async #restoreSettings(client: ClientSession): Promise<void> {
    const calls = [...client.settings].map(
      ([name, value]) => `pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`,
    );
    if (calls.length > 0) await this.#backend.query(`SELECT ${calls.join(', ')}`);
    if (client.activeRole !== 'none') await this.#backend.query(`SET ROLE ${identifier(client.activeRole)}`);
  }

  async #saveSettings(client: ClientSession): Promise<void> {
    const custom = [...client.customSettings].map((name) => `(${literal(name)})`);
    const rows = await this.#backend.query(
      `select name, pg_catalog.current_setting(name) from pg_catalog.pg_settings where source = 'session'
       union all select name, pg_catalog.current_setting(name, true) from (values ${["('role')", ...custom].join()}) t (name)`,
    );
    const settings = new Map(
      rows.flatMap(([name, value]) => (name && value != null ? [[name, value] as const] : [])),
    );
    client.activeRole = settings.get('role') ?? 'none';
    settings.delete('role');
    client.settings = settings;
  }

  async #prepareAgain(client: ClientSession): Promise<void> {
    client.generation = this.#backend.generation;
    for (const parse of client.statements.parsesOfNamed()) await this.#backend.run(parse, sync());
  }
}
