import { expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { type FormTransport, xhrTransport } from './form-transport.ts';
import { multipartForm } from './multipart-form.ts';
import { makeTiming } from './testing/test-server.ts';

/** What a browser does with a form, as told: it reports parts of it, then ends. */
function makeXhr(end: (xhr: FakeXhr) => void) {
  const made: FakeXhr[] = [];
  class Xhr extends FakeXhr {
    constructor() {
      super(end);
      made.push(this);
    }
  }
  return { Xhr, made };
}

class FakeXhr {
  status = 0;
  responseText = '';
  upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  readonly opened: string[] = [];
  readonly #end: (xhr: FakeXhr) => void;

  constructor(end: (xhr: FakeXhr) => void) {
    this.#end = end;
  }
  open(...request: readonly string[]) {
    this.opened.push(...request);
  }
  setRequestHeader(...header: readonly string[]) {
    this.opened.push(...header);
  }
  send(body: Blob) {
    for (const share of [0, 0.5, 1]) this.upload.onprogress?.({ loaded: Math.round(share * body.size) });
    queueMicrotask(() => this.#end(this));
  }
  abort() {
    queueMicrotask(() => this.onabort?.());
  }
}

const answered = (status: number) => (xhr: FakeXhr) => {
  xhr.status = status;
  xhr.responseText = '<Error><Code>Wrong</Code></Error>';
  xhr.onload?.();
};
const ticket = {
  documentId: 'd',
  fileName: 'f',
  url: 'http://s3.example/',
  fields: { key: 'k' },
  expiresAt: '',
};

const content = new Blob(['x'.repeat(10_000)]);

function upload(transport: FormTransport, signal?: AbortSignal) {
  const sent: number[] = [];
  const { timing, waits } = makeTiming();
  const client = createApiClient({ baseUrl: 'http://x.example', timing });
  const options = { transport, onSent: (bytes: number) => sent.push(bytes), ...(signal && { signal }) };
  return { sent, waits, done: client.upload(ticket, content, options) };
}

it('reports the bytes of the file that have been sent, not those around it', async () => {
  const { Xhr, made } = makeXhr(answered(204));
  const { sent, done } = upload(xhrTransport(Xhr));
  await done;
  const { body, contentStart } = multipartForm(ticket.fields, { name: ticket.fileName, content });
  expect(sent).toEqual([0, 0, Math.round(0.5 * body.size) - contentStart, 10_000]);
  expect(made[0]?.opened).toEqual([
    'POST',
    'http://s3.example/',
    'content-type',
    expect.stringMatching(/^multipart\/form-data; boundary=form-[0-9a-f]{32}$/),
  ]);
});

it('tells what is answered, and that nothing is', async () => {
  const refused = upload(xhrTransport(makeXhr(answered(403)).Xhr));
  await expect(refused.done).rejects.toMatchObject({ status: 403, code: 'Wrong' });
  const broken = upload(xhrTransport(makeXhr((xhr) => xhr.onerror?.()).Xhr));
  await expect(broken.done).rejects.toMatchObject({ code: 'unreachable' });
  expect(broken.waits).toHaveLength(4);
  expect(broken.sent.filter((bytes) => bytes === 10_000)).toHaveLength(5);
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  const { Xhr, made } = makeXhr(() => stop.abort(new Error('enough')));
  await expect(upload(xhrTransport(Xhr), stop.signal).done).rejects.toThrow('enough');
  expect(made).toHaveLength(1);
});
