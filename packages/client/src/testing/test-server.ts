import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Timing } from '../retry.ts';

/** Serves on loopback until the test ends; answers the URL. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A URL at which nothing listens. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** Answers a request; 'cut' ends the connection without an answer. */
type Turn = ((response: ServerResponse, request: SeenRequest) => void) | 'cut';

/** A server that answers one request after the other, the last answer again and again; keeps what it saw. */
export async function serveInTurn(turns: readonly Turn[]): Promise<{ url: string; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const url = await serve(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, url: path, headers, body: await text(incoming) };
    const turn = turns[Math.min(seen.length, turns.length - 1)];
    seen.push(request);
    if (turn === undefined || turn === 'cut') incoming.socket.destroy();
    else turn(response, request);
  });
  return { url, seen };
}

/** Answers JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };
}

/** A clock that only waiting moves, and no chance: waits are as long as they can be. */
export function makeTiming(): { timing: Timing; waits: number[] } {
  const waits: number[] = [];
  let nowMs = Date.UTC(2026, 0, 1);
  const timing: Timing = {
    clock: () => nowMs,
    random: () => 0,
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      waits.push(durationMs);
      nowMs += durationMs;
    },
  };
  return { timing, waits };
}
