import { type Backend, identifier } from './backend.ts';
import type { ClientSession } from './client-session.ts';
import { stringsOf } from './messages.ts';

/** Which connection listens on which channel; the shared session listens on all of them. */
export class Notifications {
  readonly #backend: Backend;
  readonly #listeners = new Map<string, Set<ClientSession>>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Applies what a committed turn said about channels: LISTEN (true) and UNLISTEN (false) in their order. */
  async update(client: ClientSession, changes: readonly (readonly [string, boolean])[]): Promise<void> {
    const inSession = await this.#channelsOfSession();
    for (const [channel, listen] of changes) {
      if (!listen) this.#remove(client, channel);
      else if (inSession.has(channel)) this.#add(client, channel);
    }
    // A LISTEN hidden in a function is nobody else's.
    for (const channel of inSession) if (!this.#listeners.has(channel)) this.#add(client, channel);
    for (const channel of this.#listeners.keys()) {
      if (!inSession.has(channel)) await this.#backend.query(`LISTEN ${identifier(channel)}`);
    }
    await this.#leaveUnused();
  }

  /** Ends all of a client's subscriptions. */
  async drop(client: ClientSession): Promise<void> {
    this.#remove(client, '*');
    await this.#leaveUnused();
  }

  /** Sends a NotificationResponse to whoever listens, as coming from `sender`. */
  deliver(frame: Buffer, sender: ClientSession): void {
    const [channel = ''] = stringsOf(frame, 1, 9).strings;
    const signed = Buffer.from(frame);
    signed.writeInt32BE(sender.id, 5);
    for (const client of this.#listeners.get(channel) ?? []) client.notify(signed);
  }

  async #channelsOfSession(): Promise<Set<string>> {
    const rows = await this.#backend.query('select pg_catalog.pg_listening_channels()');
    return new Set(rows.map(([channel]) => channel ?? ''));
  }

  #add(client: ClientSession, channel: string): void {
    const clients = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, clients.add(client));
  }

  #remove(client: ClientSession, channel: string): void {
    for (const [name, clients] of this.#listeners) {
      if (channel !== '*' && channel !== name) continue;
      clients.delete(client);
    }
  }

  async #leaveUnused(): Promise<void> {
    for (const [channel, clients] of this.#listeners) {
      if (clients.size > 0) continue;
      this.#listeners.delete(channel);
      await this.#backend.query(`UNLISTEN ${identifier(channel)}`);
    }
  }
}
