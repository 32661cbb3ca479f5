import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '@elenchus/client/api-client';
import type { Document } from '@elenchus/contracts/documents/models';
import {
  createUploads,
  deleteDocument,
  getDocument,
  listDocuments,
} from '@elenchus/contracts/documents/routes';

const pollMs = 500;
const terminal = new Set<Document['status']>(['completed', 'failed', 'rejected']);

/**
 * Uploads the samples that the case does not have yet and waits until all have ended. A sample that was announced
 * and whose upload was interrupted is announced anew.
 */
export async function ingestSamples(options: {
  readonly api: ApiClient;
  readonly caseId: string;
  readonly samplesFolder: string;
  readonly show: (documents: readonly Document[]) => void;
  readonly signal: AbortSignal;
}): Promise<readonly Document[]> {
  const { api, caseId, samplesFolder, show, signal } = options;
  const { data } = await api.call(listDocuments, { query: { caseId } });
  const abandoned = data.filter(({ status }) => status === 'awaiting_upload');
  for (const { id } of abandoned) await api.call(deleteDocument, { params: { documentId: id } });
  const present = data.filter((document) => !abandoned.includes(document));
  const missing = (await sampleFiles(samplesFolder)).filter(
    (name) => !present.some(({ fileName }) => fileName === name),
  );
  const ids = [...present.map(({ id }) => id), ...(await uploadAll(api, caseId, samplesFolder, missing))];
  for (;;) {
    const documents = await Promise.all(
      ids.map((documentId) => api.call(getDocument, { params: { documentId } })),
    );
    show(documents);
    if (documents.every(({ status }) => terminal.has(status))) return documents;
    await delay(pollMs, undefined, { signal });
  }
}

/** The samples lie beside what they are made from. */
async function sampleFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /\.(pdf|md|docx|eml)$/.test(name)).sort();
}

async function uploadAll(
  api: ApiClient,
  caseId: string,
  folder: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const files = await Promise.all(
    names.map(async (fileName) => ({ fileName, sizeBytes: (await stat(join(folder, fileName))).size })),
  );
  const { uploads } = await api.call(createUploads, { body: { caseId, files } });
  await Promise.all(uploads.map((ticket) => api.upload(ticket, join(folder, ticket.fileName))));
  return uploads.map(({ documentId }) => documentId);
}
