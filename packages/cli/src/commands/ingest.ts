import { setTimeout as delay } from 'node:timers/promises';
import { createCase } from '@elenchus/contracts/cases/routes';
import type { Document } from '@elenchus/contracts/documents/models';
import { createUploads } from '@elenchus/contracts/documents/routes';
import { collectFiles, hashFile, type LocalFile } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { CliError } from '../exit-codes.ts';
import { findCase, findCases } from '../find-case.ts';
import { documentLine } from '../output/document-line.ts';
import { createStageBars, hasEnded } from '../output/stage-bars.ts';
import { fetchDocuments } from './documents.ts';

const filesPerRequest = 100;
const uploadsAtOnce = 4;
/** A batch is looked at again after so long, a large one less often. */
const pollMs = 500;
const pollMsPerDocument = 2;

export interface IngestOptions {
  readonly paths: readonly string[];
  /** Title, matter number, client or id of the case; one that is not there is opened. */
  readonly caseName: string;
}

interface NotSent {
  readonly documentId: string;
  readonly path: string;
  readonly reason: string;
}

/**
 * Uploads files and waits until each of them, and each file inside of them, has ended. Throws `CliError`
 * (failure) when one was rejected or failed.
 */
export async function ingest(context: CommandContext, { paths, caseName }: IngestOptions): Promise<void> {
  const files = await collectFiles(paths, context.workingFolder);
  const caseId = await findOrOpenCase(context, caseName);
  const { batchId, notSent } = await uploadAll(context, caseId, files);
  const documents = await waitForBatch(
    context,
    batchId,
    new Set(notSent.map(({ documentId }) => documentId)),
  );
  if (context.json) context.print(JSON.stringify({ caseId, batchId, documents, notSent }));
  else for (const document of documents) context.print(documentLine(document));
  const failed = documents.filter(({ status }) => status !== 'completed');
  if (failed.length > 0) {
    const which = notSent.map(({ path, reason }) => ` ${path} was not sent: ${reason}.`).join('');
    throw new CliError(
      'failure',
      `${failed.length} of ${documents.length} documents could not be read.${which}`,
    );
  }
}

async function findOrOpenCase({ api }: CommandContext, name: string): Promise<string> {
  const found = await findCases(api, name);
  if (found.length > 0) return (await findCase(api, name)).id;
  return (await api.call(createCase, { body: { clientName: name, title: name } })).id;
}

async function uploadAll(
  { api, screen, signal }: CommandContext,
  caseId: string,
  files: readonly LocalFile[],
): Promise<{ batchId: string; notSent: NotSent[] }> {
  let batchId: string | undefined;
  const notSent: NotSent[] = [];
  for (let at = 0; at < files.length; at += filesPerRequest) {
    const part = files.slice(at, at + filesPerRequest);
    const announced = await Promise.all(
      part.map(async ({ path, fileName, sizeBytes }) => ({
        fileName,
        sizeBytes,
        sha256: await hashFile(path),
      })),
    );
    const answer = await api.call(createUploads, { body: { caseId, batchId, files: announced } });
    batchId = answer.batchId;
    const waiting = answer.uploads.map((ticket, index) => ({ ticket, path: part[index]?.path ?? '' }));
    const uploadNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        signal.throwIfAborted();
        const { ticket, path } = next;
        // One that fails must not keep the others from being sent.
        await api.upload(ticket, path).catch((error: Error) => {
          signal.throwIfAborted();
          notSent.push({ documentId: ticket.documentId, path, reason: error.message });
        });
      }
    };
    await Promise.all(Array.from({ length: uploadsAtOnce }, uploadNext));
    if (screen.isTTY === true) screen.write(`  sent ${at + part.length}/${files.length}\n`);
  }
  if (batchId === undefined) throw new CliError('usage', 'There is nothing to upload.');
  return { batchId, notSent };
}

async function waitForBatch(
  { api, screen, signal }: CommandContext,
  batchId: string,
  notSent: ReadonlySet<string>,
): Promise<Document[]> {
  const draw = createStageBars(screen);
  for (;;) {
    const documents = await fetchDocuments(api, { batchId });
    draw(documents);
    if (documents.every((document) => hasEnded(document) || notSent.has(document.id))) return documents;
    await delay(pollMs + pollMsPerDocument * documents.length, undefined, { signal });
  }
}
