import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from '@elenchus/client/api-client';
import { getDocument, listDocumentChunks, listDocuments } from '@elenchus/contracts/documents/routes';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ended, makeFirm, type TestFile, upload } from '../support/client.ts';
import { makePdf } from '../support/make-pdf.ts';
import { type Server, startServer } from '../support/start-server.ts';

const count = 20;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-e2e-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

it('completes all documents, none twice, after everything was killed in the middle', async () => {
  server = await startServer({ dataFolder: folder });
  const { api, caseId, accessToken } = await makeFirm(server.url);
  const files: TestFile[] = await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      fileName: `agreement-${index}.pdf`,
      bytes: await makePdf(`Agreement number ${index}`, 30),
    })),
  );
  const ids = await upload(api, caseId, files);
  // Some are through, some have not begun: the middle.
  await vi.waitFor(
    async () => {
      const { data } = await api.call(listDocuments, { query: { caseId, limit: '100' } });
      expect(data.filter((document) => document.status === 'completed').length).toBeGreaterThanOrEqual(3);
    },
    { timeout: 60_000, interval: 20 },
  );
  await server.kill();

  server = await startServer({ dataFolder: folder, port: Number(new URL(server.url).port) });
  const after = createApiClient(server.url, new AbortController().signal);
  after.signIn(accessToken);
  const documents = await Promise.all(ids.map((id) => ended(after, id, 120_000)));
  expect(documents.map((document) => document.status)).toEqual(ids.map(() => 'completed'));
  const { data } = await after.call(listDocuments, { query: { caseId, limit: '100' } });
  expect(data.map((document) => document.id).toSorted()).toEqual(ids.toSorted());
  for (const { id, counts } of documents) {
    const query = { limit: '100' };
    const chunks = await after.call(listDocumentChunks, { params: { documentId: id }, query });
    const seen = new Set(chunks.data.map((chunk) => chunk.start));
    expect([counts.chunks, counts.vectors, seen.size]).toEqual(Array(3).fill(chunks.data.length));
  }
  const hits = await after.call(searchDocuments, {
    body: { query: 'agreement number 7', caseId, limit: 100 },
  });
  expect(new Set(hits.data.map((hit) => hit.chunkId)).size).toBe(hits.data.length);
  expect((await after.call(getDocument, { params: { documentId: ids[0] ?? '' } })).status).toBe('completed');
});
