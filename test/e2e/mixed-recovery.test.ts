import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '@elenchus/client/api-client';
import type { Document } from '@elenchus/contracts/documents/models';
import { createUploads, listDocuments } from '@elenchus/contracts/documents/routes';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeFirm } from '../support/client.ts';
import { type MixedFile, mixedFiles } from '../support/mixed-files.ts';
import { type Server, startServer } from '../support/start-server.ts';
import { brokenRules } from '../support/stored-rows.ts';

const series = 2;
const kills = 3;
/** Set to what a failed run has printed, it kills at the same moments. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
console.info(`KILL_SEED=${seed}`);

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-mixed-'));
  server = await startServer({ dataFolder: folder });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function* randomNumbers(from: number): Generator<number, never> {
  for (let state = from; ; ) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

async function allDocuments(api: ApiClient): Promise<Document[]> {
  const all: Document[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string> = { limit: '100', ...(cursor && { cursor }) };
    const page = await api.call(listDocuments, { query });
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
}

const endOf = ({ status, failure }: Document) =>
  status === 'rejected' || status === 'failed' ? (failure?.code ?? status) : status;

it('files of all kinds end as they must, none lost or doubled, after everything was killed again and again', async () => {
  const random = randomNumbers(seed);
  const { api, caseId } = await makeFirm(server.url);
  const files = (await Promise.all(Array.from({ length: series }, (_, number) => mixedFiles(number)))).flat();
  const announced = files.map(({ fileName, bytes }) => ({ fileName, sizeBytes: bytes.length }));
  const { uploads } = await api.call(createUploads, { body: { caseId, files: announced } });
  const waiting = new Set(uploads.keys());
  const send = async (index: number) => {
    const [ticket, file] = [uploads[index], files[index]];
    if (ticket && file) await api.upload(ticket, new Blob([file.bytes]));
    waiting.delete(index);
  };
  const share = Math.ceil(files.length / kills);
  for (let round = 0; round < kills; round += 1) {
    // What was cut off before is sent again, as people do, together with the next files.
    const sent = Promise.allSettled([...waiting].filter((index) => index < (round + 1) * share).map(send));
    await delay(3000 * random.next().value);
    await server.kill();
    await sent;
    server = await startServer({ dataFolder: folder, port: Number(new URL(server.url).port) });
  }
  await Promise.all([...waiting].map(send));

  const documents = await vi.waitFor(
    async () => {
      const all = await allDocuments(api);
      for (const { status } of all) expect(['completed', 'failed', 'rejected']).toContain(status);
      return all;
    },
    { timeout: 150_000, interval: 200 },
  );
  const insideOf = (id: string): Document[] =>
    documents
      .filter((document) => document.parentDocumentId === id)
      .flatMap((document) => [document, ...insideOf(document.id)]);
  const found = uploads.map(({ documentId }) => {
    const document = documents.find(({ id }) => id === documentId) ?? expect.fail(documentId);
    const inside = insideOf(documentId);
    return {
      fileName: document.fileName,
      ends: endOf(document),
      pagesByOcr: document.counts.pagesByOcr,
      inside: inside.map((each) => `${each.fileName} ${endOf(each)}`).toSorted(),
    };
  });
  const expected = files.map(({ fileName, ends, pagesByOcr = 0, inside = [] }: MixedFile) => ({
    fileName,
    ends,
    pagesByOcr,
    inside: inside.map((name) => `${name} completed`).toSorted(),
  }));
  expect(found, `seed ${seed}`).toEqual(expected);
  expect(documents).toHaveLength(files.length + expected.flatMap(({ inside }) => inside).length);

  await server.stop();
  const broken = await brokenRules(folder);
  expect(broken, `seed ${seed}`).toEqual(Object.fromEntries(Object.keys(broken).map((rule) => [rule, 0])));
});
