import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** What has come since nothing passes any more. */
  held: { readonly to: Socket; readonly chunk: Buffer }[] | undefined;
}

/** Stands between a driver and its database, and does to their connections what networks do. */
export class TcpProxy {
  readonly #links = new Set<Link>();
  readonly #watches = new Set<{ readonly text: string; skip: number; readonly seen: () => void }>();
  #listener: Server | undefined;
  #target: URL;
  #port = 0;
  /** How many connections were made so far. */
  connectionCount = 0;

  constructor(targetUrl: string) {
    this.#target = new URL(targetUrl);
  }

  /** The address of the database by way of the proxy. */
  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** New connections go there from now on. */
  retarget(url: string): void {
    this.#target = new URL(url);
  }

  /** Takes new connections, on the same port as before. */
  async accept(): Promise<void> {
    const listener = createServer((client) => this.#link(client));
    listener.listen(this.#port, '127.0.0.1');
    await once(listener, 'listening');
    this.#port = (listener.address() as AddressInfo).port;
    this.#listener = listener;
  }

  /** Refuses new connections; those that are there stay. */
  async refuse(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    if (listener === undefined) return;
    // Does not wait for `close`, which comes when all connections have ended.
    listener.close();
  }

  /** All connections end with RST, towards both sides. */
  reset(): void {
    for (const { client, server } of this.#links) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** All connections end with FIN, towards both sides. */
  end(): void {
    for (const { client, server } of this.#links) {
      client.end();
      server.end();
    }
  }

  /** Nothing passes on the present connections any more, and nobody is told. */
  blackHole(): void {
    for (const link of this.#links) link.held ??= [];
  }

  /** Lets pass again what `blackHole` kept back. */
  letPass(): void {
    for (const link of this.#links) {
      const held = link.held ?? [];
      link.held = undefined;
      for (const { to, chunk } of held) to.write(chunk);
    }
  }

  /**
   * The next message with `text` in it, after `skip` others, does not pass, nor anything after it; resolves when it has
   * come.
   */
  swallow(text: string, skip = 0): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#watches.add({ text, skip, seen: resolve });
    return promise;
  }

  async stop(): Promise<void> {
    await this.refuse();
    this.reset();
  }

  #link(client: Socket): void {
    this.connectionCount += 1;
    const server = connect(Number(this.#target.port || 5432), this.#target.hostname);
    const link: Link = { client, server, held: undefined };
    this.#links.add(link);
    client.on('data', (chunk: Buffer) => this.#watch(link, chunk));
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => {
        if (link.held === undefined) to.write(chunk);
        else link.held.push({ to, chunk });
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.#links.delete(link);
        to.destroySoon();
      });
    }
  }

  #watch(link: Link, chunk: Buffer): void {
    for (const watch of this.#watches) {
      if (!chunk.includes(watch.text)) continue;
      if (watch.skip-- > 0) continue;
      this.#watches.delete(watch);
      link.held ??= [];
      watch.seen();
    }
  }
}

/** A proxy in front of a database, until the test ends. */
export async function startProxy(targetUrl: string): Promise<TcpProxy> {
  const proxy = new TcpProxy(targetUrl);
  await proxy.accept();
  onTestFinished(() => proxy.stop());
  return proxy;
}
