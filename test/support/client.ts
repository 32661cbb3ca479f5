import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiClient, createApiClient } from '@elenchus/client/api-client';
import { createCase } from '@elenchus/contracts/cases/routes';
import type { Document } from '@elenchus/contracts/documents/models';
import { createUploads, getDocument } from '@elenchus/contracts/documents/routes';
import { register } from '@elenchus/contracts/identity/routes';
import { expect, vi } from 'vitest';

export const password = 'Sound-Password-1';

export interface Firm {
  readonly api: ApiClient;
  readonly accessToken: string;
  readonly caseId: string;
  readonly email: string;
}

/** A signed-in owner of a new organization, with a case. */
export async function makeFirm(url: string): Promise<Firm> {
  // Tests are to see each answer.
  const api = createApiClient({ baseUrl: url, retry: { attempts: 1 } });
  const email = `${crypto.randomUUID()}@firm.example`;
  const body = { email, password, fullName: 'Test Owner', organizationName: 'Test Firm' };
  const { accessToken } = await api.call(register, { body });
  api.signIn(accessToken);
  const { id } = await api.call(createCase, { body: { clientName: 'Test Client' } });
  return { api, accessToken, caseId: id, email };
}

export interface TestFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const samples = join(import.meta.dirname, '../../packages/local/samples');

/** One of the documents that the demo shows. */
export async function sample(fileName: string): Promise<TestFile> {
  return { fileName, bytes: new Uint8Array(await readFile(join(samples, fileName))) };
}

/** Announces and uploads files; answers the ids of the documents in order. */
export async function upload(api: ApiClient, caseId: string, files: readonly TestFile[]): Promise<string[]> {
  const announced = files.map(({ fileName, bytes }) => ({ fileName, sizeBytes: bytes.length }));
  const { uploads } = await api.call(createUploads, { body: { caseId, files: announced } });
  await Promise.all(
    uploads.map((ticket, index) => api.upload(ticket, new Blob([files[index]?.bytes ?? expect.fail()]))),
  );
  return uploads.map(({ documentId }) => documentId);
}

/** Waits until the pipeline has ended with a document. */
export async function ended(api: ApiClient, documentId: string, timeoutMs = 90_000): Promise<Document> {
  return vi.waitFor(
    async () => {
      const document = await api.call(getDocument, { params: { documentId } });
      expect(['completed', 'failed', 'rejected']).toContain(document.status);
      return document;
    },
    { timeout: timeoutMs, interval: 100 },
  );
}

/** A file of text. */
export function textFile(fileName: string, text: string): TestFile {
  return { fileName, bytes: new TextEncoder().encode(text) };
}

/** The JSON of an answer, taken to have the shape that the test is about to check. */
export async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}
