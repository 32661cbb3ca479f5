import type { ApiClient } from '@elenchus/client/api-client';
import type { CommandContext } from '../command.ts';

type Answer = (request: { readonly body?: unknown; readonly query?: Record<string, string> }) => unknown;

interface FakeServer {
  /** By operation; what throws is what the server answers with an error. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly upload?: ApiClient['upload'];
}

/** A context whose server answers as told, which waits for nothing and keeps what is written. */
export function makeContext({ answers, upload = async () => {} }: FakeServer, workingFolder = '/') {
  const printed: string[] = [];
  const told: string[] = [];
  const stop = new AbortController();
  const call = async (contract: { operation: string }, request: object = {}) =>
    answers[contract.operation]?.(request);
  const context: CommandContext = {
    api: { call: call as ApiClient['call'], upload, signIn: () => {} },
    url: 'http://x',
    workingFolder,
    json: true,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    screen: { write: () => {} },
    wait: async () => stop.signal.throwIfAborted(),
    signal: stop.signal,
  };
  return { context, printed, told, stop };
}
