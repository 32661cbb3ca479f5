import { type AnnouncedFile, announceFiles } from './announce-files.ts';
import type { ApiClient } from './api-client.ts';
import type { CallOptions, UploadOptions } from './client-options.ts';
import { inParallel } from './in-parallel.ts';
import { sha256OfSmall } from './sha256.ts';
import {
  createUploadBoard,
  type FileProgress,
  type UploadFile,
  type UploadProgress,
} from './upload-board.ts';

export interface UploadFilesOptions extends Pick<UploadOptions, 'signal' | 'transport'> {
  readonly caseId: string;
  readonly files: readonly UploadFile[];
  /** Adds the files to a batch that is there; without it they are a batch of their own. */
  readonly batchId?: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  /** So many files are sent at the same time; 4 unless said. */
  readonly concurrency?: number;
  /** The SHA-256 that the server is to compare with what arrives, in hex; unless said, of files up to 64 MB. */
  readonly hash?: (content: Blob) => Promise<string | undefined>;
  /** How the upload of a file is repeated, instead of what the client does. */
  readonly retry?: CallOptions['retry'];
}

export interface UploadedFiles {
  /** Undefined when the server has taken notice of no file. */
  readonly batchId: string | undefined;
  /** In the order of the files that were given; each is `sent` or `failed`. */
  readonly files: readonly FileProgress[];
  /** What kept the files that were left from being announced: not the fault of a file. */
  readonly fault?: unknown;
}

type NumberedFile = UploadFile & { readonly index: number };

const filesPerRequest = 100;

/**
 * Announces files and sends them; one that fails does not stop the others. It throws nothing: what became of each
 * file is in the result, also when the signal ends it, so that what was sent is known.
 */
export async function uploadFiles(
  client: Pick<ApiClient, 'call' | 'upload'>,
  options: UploadFilesOptions,
): Promise<UploadedFiles> {
  const { caseId, files, signal, transport, retry, concurrency = 4, hash = sha256OfSmall } = options;
  const board = createUploadBoard(files, options.onProgress);
  const ofSignal = signal === undefined ? {} : { signal };
  let { batchId } = options;

  async function prepare(part: readonly NumberedFile[]): Promise<AnnouncedFile[]> {
    const prepared: AnnouncedFile[] = [];
    await inParallel(part, concurrency, async ({ index, name, content }) => {
      if (signal?.aborted) return;
      try {
        const sha256 = await hash(content);
        const announcement = { fileName: name, sizeBytes: content.size, ...(sha256 && { sha256 }) };
        prepared.push({ index, content, announcement });
      } catch (error) {
        board.fail(index, error);
      }
    });
    return prepared.sort((one, other) => one.index - other.index);
  }

  async function sendPart(part: readonly NumberedFile[]): Promise<void> {
    const prepared = await prepare(part);
    signal?.throwIfAborted();
    const announced = await announceFiles(client, {
      caseId,
      batchId,
      files: prepared,
      refuse: board.fail,
      ...ofSignal,
    });
    batchId = announced.batchId;
    for (const { index, ticket } of announced.tickets) board.note(index, { documentId: ticket.documentId });
    await inParallel(announced.tickets, concurrency, async ({ index, content, ticket }) => {
      try {
        board.note(index, { state: 'sending' });
        await client.upload(ticket, content, {
          ...ofSignal,
          ...(transport && { transport }),
          ...(retry && { retry }),
          onSent: (sentBytes) => board.note(index, { sentBytes }),
        });
        board.note(index, { state: 'sent', sentBytes: content.size });
      } catch (error) {
        board.fail(index, error);
      }
    });
  }

  const numbered = files.map((file, index) => ({ ...file, index }));
  for (let at = 0; at < files.length; at += filesPerRequest) {
    try {
      await sendPart(numbered.slice(at, at + filesPerRequest));
    } catch (fault) {
      for (const [index, { state }] of board.files().entries()) {
        if (state === 'waiting') board.fail(index, fault);
      }
      return { batchId, files: board.files(), fault };
    }
  }
  return { batchId, files: board.files() };
}
