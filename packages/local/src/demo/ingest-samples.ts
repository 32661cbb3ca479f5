import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '@elenchus/client/api-client';
import { uploadFiles } from '@elenchus/client/upload-files';
import type { Document } from '@elenchus/contracts/documents/models';
import { deleteDocument, getDocument, listDocuments } from '@elenchus/contracts/documents/routes';

const pollMs = 500;
const terminal = new Set<Document['status']>(['completed', 'failed', 'rejected']);

interface SampleOptions {
  readonly api: ApiClient;
  readonly caseId: string;
  readonly samplesFolder: string;
  readonly show: (documents: readonly Document[]) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads the samples that the case does not have yet and waits until all have ended. A sample that was announced
 * and whose upload was interrupted is announced anew.
 */
export async function ingestSamples(options: SampleOptions): Promise<readonly Document[]> {
  const { api, caseId, samplesFolder, show, signal } = options;
  const { data } = await api.call(listDocuments, { query: { caseId } });
  const abandoned = data.filter(({ status }) => status === 'awaiting_upload');
  for (const { id } of abandoned) await api.call(deleteDocument, { params: { documentId: id } });
  const present = data.filter((document) => !abandoned.includes(document));
  const missing = (await sampleFiles(samplesFolder)).filter(
    (name) => !present.some(({ fileName }) => fileName === name),
  );
  const ids = [...present.map(({ id }) => id), ...(await uploadAll(options, missing))];
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
  { api, caseId, samplesFolder, signal }: SampleOptions,
  names: readonly string[],
): Promise<string[]> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, content: await openAsBlob(join(samplesFolder, name)) })),
  );
  const uploaded = await uploadFiles(api, { caseId, files, signal });
  return uploaded.files.map(({ documentId, error }) => {
    if (error !== undefined || documentId === undefined) throw error;
    return documentId;
  });
}
