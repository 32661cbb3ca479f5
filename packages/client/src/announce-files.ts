import type { createUploads as createUploadsContract } from '@elenchus/contracts/documents/routes';
import type { ApiClient } from './api-client.ts';
import type { CallOptions } from './client-options.ts';
import { ApiError, FileRefusedError } from './errors.ts';
import type { AnswerOf, RequestOf } from './operation.ts';
import { createUploads } from './operations/documents.ts';
import type { UploadTicket } from './send-file.ts';

type Body = RequestOf<typeof createUploadsContract>['body'];

export interface AnnouncedFile {
  /** The place of the file among those that were given. */
  readonly index: number;
  readonly content: Blob;
  readonly announcement: Body['files'][number];
}

export interface Announcement extends CallOptions {
  readonly caseId: string;
  readonly batchId: string | undefined;
  readonly files: readonly AnnouncedFile[];
  /** Called for a file that the server does not take. */
  readonly refuse: (index: number, error: Error) => void;
}

export interface Announced {
  readonly batchId: string | undefined;
  readonly tickets: readonly (AnnouncedFile & { readonly ticket: UploadTicket })[];
}

/**
 * Announces at most 100 files. The server takes all or none: those that it names in a refusal are left out, so that
 * they do not keep it from taking the others. Throws what is not the fault of a file.
 */
export async function announceFiles(
  client: Pick<ApiClient, 'call'>,
  { caseId, batchId, files, refuse, ...options }: Announcement,
): Promise<Announced> {
  let left = files;
  while (left.length > 0) {
    const body = {
      caseId,
      ...(batchId !== undefined && { batchId }),
      files: left.map(({ announcement }) => announcement),
    };
    try {
      return ticketsFor(left, await client.call(createUploads, { body, ...options }));
    } catch (error) {
      const refused = refusals(error);
      if (!left.some((_file, position) => refused.has(position))) throw error;
      for (const [position, { index }] of left.entries()) {
        const reason = refused.get(position);
        if (reason !== undefined) refuse(index, reason);
      }
      left = left.filter((_file, position) => !refused.has(position));
    }
  }
  return { batchId, tickets: [] };
}

function ticketsFor(files: readonly AnnouncedFile[], answer: AnswerOf<typeof createUploads>): Announced {
  if (answer.uploads.length !== files.length) {
    throw new Error(`createUploads answered ${answer.uploads.length} forms for ${files.length} files`);
  }
  const tickets = files.flatMap((file, position) => {
    const ticket = answer.uploads[position];
    return ticket === undefined ? [] : [{ ...file, ticket }];
  });
  return { batchId: answer.batchId, tickets };
}

const wordsOf: Readonly<Record<string, string>> = {
  fileName: 'its name',
  sizeBytes: 'its size',
  sha256: 'its hash',
};

/** The files that a refusal names, `body.files.37.sizeBytes`, each with the reason. */
function refusals(error: unknown): Map<number, Error> {
  const found = new Map<number, Error>();
  if (!(error instanceof ApiError) || error.status !== 422) return found;
  for (const { field, message } of error.fields) {
    const [, position, name] = /^body\.files\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
    if (position === undefined) continue;
    const reason = `${wordsOf[name ?? ''] ?? 'it'} ${message}`;
    found.set(Number(position), new FileRefusedError(reason));
  }
  return found;
}
