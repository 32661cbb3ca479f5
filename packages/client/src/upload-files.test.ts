import { createHash } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApiClient } from './api-client.ts';
import type { FormTransport } from './form-transport.ts';
import { json, makeTiming, serve } from './testing/test-server.ts';
import type { UploadProgress } from './upload-board.ts';
import { uploadFiles } from './upload-files.ts';

interface Announcement {
  readonly caseId: string;
  readonly batchId?: string;
  readonly files: readonly {
    readonly fileName: string;
    readonly sizeBytes: number;
    readonly sha256?: string;
  }[];
}
interface Setup {
  /** Answers an announcement instead; false leaves it to the server. */
  readonly announce?: (announcement: Announcement, response: ServerResponse) => boolean;
  /** Called for each form before it is taken; the connection is cut when it says so. */
  readonly take?: (name: string, response: ServerResponse) => 'cut' | 'answered' | undefined;
}

/** A server that takes announcements and forms, as the API and the object storage do. */
async function makeServer({ announce, take }: Setup = {}) {
  const announcements: Announcement[] = [];
  const received = new Map<string, string>();
  let nowSending = 0;
  let mostAtOnce = 0;

  async function takeForm(request: IncomingMessage, response: ServerResponse) {
    nowSending += 1;
    mostAtOnce = Math.max(mostAtOnce, nowSending);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
    nowSending -= 1;
    const file = form.get('file') as File;
    const said = take?.(file.name, response);
    if (said === 'cut') request.socket.destroy();
    if (said !== undefined) return;
    received.set(String(form.get('key')), await file.text());
    response.writeHead(204).end();
  }

  const baseUrl = await serve(async (request, response) => {
    if (request.url?.startsWith('/forms')) return takeForm(request, response).catch(() => {});
    const announcement: Announcement = JSON.parse(String(await buffer(request)));
    announcements.push(announcement);
    if (announce?.(announcement, response)) return;
    const { files, batchId = 'batch' } = announcement;
    const uploads = files.map(({ fileName }) => ({
      documentId: `document ${fileName}`,
      fileName,
      url: `${baseUrl}/forms`,
      fields: { key: `key ${fileName}` },
      expiresAt: '',
    }));
    json(201, { batchId, uploads })(response);
  });
  const { timing, waits } = makeTiming();
  const client = createApiClient({ baseUrl, accessToken: 't', timing });
  return { client, announcements, received, waits, mostAtOnce: () => mostAtOnce };
}

const filesNamed = (...names: readonly string[]) =>
  names.map((name) => ({ name, content: new Blob([`content of ${name}`]) }));

describe('uploadFiles', () => {
  it('announces and sends files in parts of 100, four at the same time', async () => {
    const { client, announcements, received, mostAtOnce } = await makeServer();
    const files = filesNamed(...Array.from({ length: 205 }, (_, index) => `${index}.txt`));
    const result = await uploadFiles(client, { caseId: 'c', files });
    expect(announcements.map(({ caseId, batchId, files: part }) => [caseId, batchId, part.length])).toEqual([
      ['c', undefined, 100],
      ['c', 'batch', 100],
      ['c', 'batch', 5],
    ]);
    expect(announcements[2]?.files.map(({ fileName }) => fileName)).toEqual(
      files.slice(200).map(({ name }) => name),
    );
    expect(received.get('key 204.txt')).toBe('content of 204.txt');
    expect(received.size).toBe(205);
    expect(mostAtOnce()).toBeLessThanOrEqual(4);
    expect(mostAtOnce()).toBeGreaterThan(1);
    expect(result).toMatchObject({ batchId: 'batch' });
    expect(result.files[204]).toEqual({
      name: '204.txt',
      state: 'sent',
      sentBytes: 18,
      totalBytes: 18,
      documentId: 'document 204.txt',
    });
  });

  it('says what a file must arrive as, unless it is too large to be hashed at once', async () => {
    const { client, announcements } = await makeServer();
    const large = Object.assign(new Blob(['x']), { arrayBuffer: () => expect.fail() });
    Object.defineProperty(large, 'size', { value: 64 * 1024 * 1024 + 1 });
    const [small] = filesNamed('small.txt');
    if (small === undefined) return expect.fail();
    const prepared = await uploadFiles(
      { call: client.call, upload: async () => {} },
      { caseId: 'c', batchId: 'mine', files: [small, { name: 'large.txt', content: large }] },
    );
    expect(prepared).toMatchObject({ files: [{ state: 'sent' }, { state: 'sent' }] });
    const sha256 = createHash('sha256').update('content of small.txt').digest('hex');
    expect(announcements).toEqual([
      {
        caseId: 'c',
        batchId: 'mine',
        files: [
          { fileName: 'small.txt', sizeBytes: 20, sha256 },
          { fileName: 'large.txt', sizeBytes: 67_108_865 },
        ],
      },
    ]);
  });

  it('reports how far it has come', async () => {
    const { client } = await makeServer();
    const seen: UploadProgress[] = [];
    const files = [...filesNamed('a', 'b'), { name: 'empty', content: new Blob([]) }];
    await uploadFiles(client, { caseId: 'c', files, concurrency: 1, onProgress: (next) => seen.push(next) });
    expect(seen.every(({ totalBytes }) => totalBytes === 24)).toBe(true);
    expect(seen.map(({ files: states }) => states.map(({ state }) => state).join(' '))).toContain(
      'sent sending waiting',
    );
    const sent = seen.map(({ sentBytes }) => sentBytes);
    expect(sent).toEqual(sent.toSorted((one, other) => one - other));
    expect(new Set(sent)).toEqual(new Set([0, 12, 24]));
    expect(seen.at(-1)?.files.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('sends again what fails for a moment; what fails for good does not stop the others', async () => {
    const tries: string[] = [];
    const { client, received, waits } = await makeServer({
      take(name, response) {
        tries.push(name);
        if (name === 'flaky' && tries.filter((tried) => tried === name).length < 3) return 'cut';
        if (name !== 'wrong') return undefined;
        response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>Denied</Message></Error>');
        return 'answered';
      },
    });
    const files = filesNamed('flaky', 'wrong', 'good');
    const result = await uploadFiles(client, { caseId: 'c', files });
    expect(result.fault).toBeUndefined();
    expect(result.files).toMatchObject([
      { name: 'flaky', state: 'sent', documentId: 'document flaky' },
      {
        name: 'wrong',
        state: 'failed',
        sentBytes: 0,
        documentId: 'document wrong',
        error: { code: 'AccessDenied' },
      },
      { name: 'good', state: 'sent' },
    ]);
    expect(waits).toEqual([500, 1000]);
    expect(received.get('key flaky')).toBe('content of flaky');
  });

  it('leaves out the files that refusals name', async () => {
    const { client, announcements, received } = await makeServer({
      // One fault at a time.
      announce({ files }, response) {
        const large = files.findIndex(({ fileName }) => fileName === 'large');
        const odd = files.findIndex(({ fileName }) => fileName === 'odd');
        if (large < 0 && odd < 0) return false;
        const error =
          large < 0
            ? { field: `body.files.${odd}`, message: 'is odd' }
            : { field: `body.files.${large}.sizeBytes`, message: 'is over the limit' };
        json(422, { code: 'validation_failed', errors: [error] })(response);
        return true;
      },
    });
    const files = filesNamed('a', 'large', 'b', 'odd', 'c');
    const result = await uploadFiles(client, { caseId: 'c', files });
    expect(announcements.map(({ files: part }) => part.length)).toEqual([5, 4, 3]);
    expect([...received.keys()].sort()).toEqual(['key a', 'key b', 'key c']);
    expect(result.files).toMatchObject([
      { state: 'sent' },
      { state: 'failed', error: { code: 'file_refused', message: 'its size is over the limit' } },
      { state: 'sent' },
      { state: 'failed', error: { code: 'file_refused', message: 'it is odd' } },
      { state: 'sent', documentId: 'document c' },
    ]);
  });

  it('does not count what was sent of a file that failed', async () => {
    const { client } = await makeServer();
    const transport: FormTransport = async ({ body, onSent }) => {
      onSent(body.size);
      return { status: 403, text: '' };
    };
    const seen: number[] = [];
    const onProgress = ({ sentBytes }: UploadProgress) => seen.push(sentBytes);
    const result = await uploadFiles(client, { caseId: 'c', files: filesNamed('a'), transport, onProgress });
    expect(result.files).toMatchObject([{ state: 'failed', sentBytes: 0 }]);
    expect(Math.max(...seen)).toBe(12);
    expect(seen.at(-1)).toBe(0);
  });

  it('keeps what was sent when the server takes no more announcements', async () => {
    let announced = 0;
    const { client } = await makeServer({
      announce(_announcement, response) {
        announced += 1;
        if (announced > 1) json(409, { code: 'conflict', detail: 'The case is closed.' })(response);
        return announced > 1;
      },
    });
    const files = filesNamed(...Array.from({ length: 250 }, (_, index) => `${index}.txt`));
    const result = await uploadFiles(client, { caseId: 'c', files });
    expect(result).toMatchObject({ batchId: 'batch', fault: { code: 'conflict' } });
    expect(announced).toBe(2);
    expect(Object.groupBy(result.files, ({ state }) => state)).toMatchObject({
      sent: { length: 100 },
      failed: { length: 150 },
    });
    expect(result.files[249]?.error).toBe(result.fault);
  });

  it('ends at once when it is told to, and tells what was sent', async () => {
    const stop = new AbortController();
    const { client, received } = await makeServer({
      take(name) {
        if (name !== 'b') return undefined;
        stop.abort();
        return 'answered';
      },
    });
    const files = filesNamed('a', 'b', 'c');
    const result = await uploadFiles(client, { caseId: 'c', files, concurrency: 1, signal: stop.signal });
    expect(result.files).toMatchObject([
      { state: 'sent' },
      { state: 'failed', error: { name: 'AbortError' } },
      { state: 'failed', error: { name: 'AbortError' } },
    ]);
    expect([...received.keys()]).toEqual(['key a']);
  });

  it('tells of a file on disk that changed before it was hashed, or before it was sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'elenchus-client-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [before, after, whole] = ['before', 'after', 'whole'].map((name) => join(folder, name));
    if (before === undefined || after === undefined || whole === undefined) return expect.fail();
    const { client, waits, received } = await makeServer({
      announce() {
        writeFileSync(after, 'other');
        return false;
      },
    });
    const open = async (name: string) => {
      writeFileSync(name, 'text');
      return { name, content: await openAsBlob(name) };
    };
    const files = [await open(before), await open(after), await open(whole)];
    rmSync(before);
    const result = await uploadFiles(client, { caseId: 'c', files });
    expect(result.files).toMatchObject([
      { state: 'failed', error: { name: 'NotReadableError' } },
      { state: 'failed', error: { name: 'NotReadableError' } },
      { state: 'sent' },
    ]);
    expect(result.files[0]).not.toHaveProperty('documentId');
    expect(waits).toEqual([]);
    expect([...received.values()]).toEqual(['text']);
  });
});
