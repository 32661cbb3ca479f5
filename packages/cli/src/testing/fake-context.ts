import type { Problem } from '@elenchus/contracts/platform/errors';
import type { CommandContext } from '../command.ts';
import { patientClient } from '../patient-client.ts';

interface FakeRequest {
  readonly body: unknown;
  readonly query: Readonly<Record<string, string>>;
}
type Answer = (request: FakeRequest) => unknown;

interface FakeServer {
  /** By method and path; a `ServerRefusal` is answered, anything else that is thrown cuts the connection. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Gets the name of each file that is uploaded and what it holds; what it throws cuts the connection. */
  readonly upload?: (fileName: string, content: string) => Promise<void>;
}

/** Thrown for what the server answers instead. */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem> = {}) {
    super(`answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Where the forms of a fake server go. */
export const formUrl = 'http://s3/';

/** A context whose server answers as told, which waits for nothing and keeps what is written. */
export function makeContext({ answers, upload = async () => {} }: FakeServer, workingFolder = '/') {
  const printed: string[] = [];
  const told: string[] = [];
  const stop = new AbortController();
  const tell = (line: string) => told.push(line);
  const wait = async () => stop.signal.throwIfAborted();
  let nowMs = 0;

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const body = text === '' ? undefined : JSON.parse(text);
    try {
      const found = answers[`${request.method} ${pathname}`]?.({
        body,
        query: Object.fromEntries(searchParams),
      });
      return Response.json(found);
    } catch (error) {
      if (error instanceof ServerRefusal) return Response.json(error.problem, { status: error.status });
      throw new TypeError('fetch failed', { cause: error });
    }
  }

  async function takeForm(request: Request): Promise<Response> {
    const file = (await request.formData()).get('file') as File;
    try {
      await upload(file.name, await file.text());
    } catch (error) {
      throw new TypeError('fetch failed', { cause: error });
    }
    return new Response(null, { status: 204 });
  }

  const context: CommandContext = {
    api: patientClient({
      url: 'http://x',
      tell,
      signal: stop.signal,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        return request.url === formUrl ? takeForm(request) : answer(request);
      },
      timing: {
        clock: () => nowMs,
        sleep: async (durationMs) => {
          nowMs += durationMs;
          stop.signal.throwIfAborted();
        },
        random: () => 0,
      },
    }),
    url: 'http://x',
    workingFolder,
    json: true,
    print: (line) => printed.push(line),
    tell,
    screen: { write: () => {} },
    wait,
    signal: stop.signal,
  };
  return { context, printed, told, stop };
}
