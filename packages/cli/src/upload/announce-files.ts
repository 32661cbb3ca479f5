import { ApiError } from '@elenchus/client/api-client';
import { fileName as fileNameSchema } from '@elenchus/contracts/documents/file-name';
import type { uploadTicket } from '@elenchus/contracts/documents/models';
import { createUploads } from '@elenchus/contracts/documents/routes';
import type * as z from 'zod';
import type { LocalFile } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { fileFault } from '../file-fault.ts';
import { retryTransient } from '../retry-transient.ts';
import { hashFile } from './hash-file.ts';
import type { UploadReport } from './report.ts';

const patienceMs = 60_000;

export interface AnnouncedFile {
  readonly path: string;
  readonly ticket: z.infer<typeof uploadTicket>;
}

interface HashedFile extends LocalFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Announces at most 100 files. Those that cannot be read, or that the server would refuse, go to `notSent`, so that
 * they do not keep it from taking the others. Throws `ApiError` for what is not the fault of a file.
 */
export async function announceFiles(
  context: CommandContext,
  report: UploadReport,
  files: readonly LocalFile[],
): Promise<AnnouncedFile[]> {
  const hashed = await Promise.all(files.map((file) => hashNamed(file, report)));
  let left = hashed.filter((file) => file !== undefined);
  while (left.length > 0) {
    try {
      return await announce(context, report, left);
    } catch (error) {
      const refused = refusals(error);
      const remaining = left.filter((_file, index) => !refused.has(index));
      if (remaining.length === left.length) throw error;
      for (const [index, { path }] of left.entries()) {
        const reason = refused.get(index);
        if (reason !== undefined) report.notSent.push({ documentId: null, path, reason });
      }
      left = remaining;
    }
  }
  return [];
}

async function hashNamed(file: LocalFile, { notSent }: UploadReport): Promise<HashedFile | undefined> {
  const { path } = file;
  const name = fileNameSchema.safeParse(file.fileName);
  if (!name.success) {
    const reason = `its name ${name.error.issues.map(({ message }) => message).join(', ')}`;
    notSent.push({ documentId: null, path, reason });
    return undefined;
  }
  try {
    return { ...file, ...(await hashFile(path)) };
  } catch (error) {
    notSent.push({ documentId: null, path, reason: fileFault(error as Error) });
    return undefined;
  }
}

async function announce(
  { api, wait }: CommandContext,
  report: UploadReport,
  files: readonly HashedFile[],
): Promise<AnnouncedFile[]> {
  const body = {
    caseId: report.caseId,
    batchId: report.batchId,
    files: files.map(({ fileName, sizeBytes, sha256 }) => ({ fileName, sizeBytes, sha256 })),
  };
  // Any other fault leaves open whether the files were announced: again could be twice.
  const isTransient = (error: unknown) => error instanceof ApiError && error.status === 429;
  const answer = await retryTransient(() => api.call(createUploads, { body }), {
    wait,
    patienceMs,
    isTransient,
  });
  report.batchId = answer.batchId;
  return answer.uploads.flatMap((ticket, index) => {
    const file = files[index];
    return file === undefined ? [] : [{ path: file.path, ticket }];
  });
}

const wordsOf: Readonly<Record<string, string>> = { fileName: 'its name', sizeBytes: 'its size' };

/** The files that a refusal names, `body.files.37.sizeBytes`, each with the reason. */
function refusals(error: unknown): Map<number, string> {
  const found = new Map<number, string>();
  if (!(error instanceof ApiError) || error.status !== 422) return found;
  for (const { field, message } of error.fields) {
    const [, index, name] = /^body\.files\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
    if (index !== undefined) found.set(Number(index), `${wordsOf[name ?? ''] ?? 'it'} ${message}`);
  }
  return found;
}
