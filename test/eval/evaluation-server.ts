import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, createApiClient } from '@elenchus/client/api-client';
import { createCase } from '@elenchus/contracts/cases/routes';
import type { Document } from '@elenchus/contracts/documents/models';
import { createUploads, getDocumentContent, listDocuments } from '@elenchus/contracts/documents/routes';
import { register } from '@elenchus/contracts/identity/routes';
import { startServer } from '../support/start-server.ts';

export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const password = 'Sound-Password-1';
const uploadsAtOnce = 8;
const terminal = new Set<Document['status']>(['completed', 'failed', 'rejected']);

/** Runs `work` against a server of its own, with an empty data folder, and ends it in any case. */
export async function withServer(work: (api: ApiClient) => Promise<void>): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'elenchus-eval-'));
  const server = await startServer({ dataFolder });
  try {
    const api = createApiClient({ baseUrl: server.url });
    const email = 'eval@firm.example';
    const body = { email, password, fullName: 'Evaluation', organizationName: 'Evaluation' };
    api.signIn((await api.call(register, { body })).accessToken);
    await work(api);
  } finally {
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

export async function openCase(api: ApiClient, clientName: string): Promise<string> {
  return (await api.call(createCase, { body: { clientName } })).id;
}

/** Uploads files, waits until all have ended, and answers the documents in the order of the files. */
export async function ingestAll(
  api: ApiClient,
  caseId: string,
  files: readonly NamedFile[],
): Promise<Document[]> {
  const ids: string[] = [];
  for (let at = 0; at < files.length; at += 100) {
    const part = files.slice(at, at + 100);
    const announced = part.map(({ fileName, bytes }) => ({ fileName, sizeBytes: bytes.length }));
    const { uploads } = await api.call(createUploads, { body: { caseId, files: announced } });
    ids.push(...uploads.map(({ documentId }) => documentId));
    const waiting = uploads.map((ticket, index) => ({ ticket, file: part[index] }));
    const sendNext = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await api.upload(next.ticket, new Blob([next.file?.bytes ?? new Uint8Array()]));
      }
    };
    await Promise.all(Array.from({ length: uploadsAtOnce }, sendNext));
  }
  return waitForAll(api, caseId, ids);
}

async function waitForAll(api: ApiClient, caseId: string, ids: readonly string[]): Promise<Document[]> {
  for (;;) {
    const found = new Map<string, Document>();
    for (const status of [...terminal]) {
      let cursor: string | null = null;
      do {
        const page: { data: Document[]; nextCursor: string | null } = await api.call(listDocuments, {
          query: { caseId, status, limit: '100', ...(cursor === null ? {} : { cursor }) },
        });
        for (const document of page.data) found.set(document.id, document);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    const documents = ids.flatMap((id) => found.get(id) ?? []);
    if (documents.length === ids.length) return documents;
    await delay(500);
  }
}

/** The whole text of a document. */
export async function readText(api: ApiClient, documentId: string): Promise<string> {
  let text = '';
  let position: Record<string, string> | undefined = {};
  while (position !== undefined) {
    const answer: {
      pages: { start: number; text: string }[];
      nextPage: number | null;
      nextOffset: number | null;
    } = await api.call(getDocumentContent, { params: { documentId }, query: position });
    for (const page of answer.pages) text = text.padEnd(page.start, '\n') + page.text;
    position =
      answer.nextPage === null
        ? undefined
        : {
            fromPage: String(answer.nextPage),
            ...(answer.nextOffset === null ? {} : { fromOffset: String(answer.nextOffset) }),
          };
  }
  return text;
}
