import type { LocalFile } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { fileFault } from '../file-fault.ts';
import { retryTransient } from '../retry-transient.ts';
import { type AnnouncedFile, announceFiles } from './announce-files.ts';
import type { UploadReport } from './report.ts';

const filesPerRequest = 100;
const uploadsAtOnce = 4;
/** Short, because each file may need it. */
const patienceMs = 5000;

/**
 * Uploads files; notes in the report those that were not sent, and in `sent` the ids of the documents that were.
 * Throws when the user stops, and for a fault that concerns all files that are left.
 */
export async function uploadFiles(
  context: CommandContext,
  report: UploadReport,
  files: readonly LocalFile[],
  sent: Set<string>,
): Promise<void> {
  const { screen, signal } = context;
  for (let at = 0; at < files.length; at += filesPerRequest) {
    const part = files.slice(at, at + filesPerRequest);
    let announced: AnnouncedFile[];
    try {
      signal.throwIfAborted();
      announced = await announceFiles(context, report, part);
    } catch (error) {
      const reason = signal.aborted ? 'stopped' : (error as Error).message;
      const told = new Set(report.notSent.map(({ path }) => path));
      for (const { path } of files.slice(at)) {
        if (!told.has(path)) report.notSent.push({ documentId: null, path, reason });
      }
      throw error;
    }
    await sendFiles(context, report, announced, sent);
    if (screen.isTTY === true) screen.write(`  sent ${at + part.length}/${files.length}\n`);
  }
  signal.throwIfAborted();
}

async function sendFiles(
  { api, signal, wait }: CommandContext,
  report: UploadReport,
  announced: readonly AnnouncedFile[],
  sent: Set<string>,
): Promise<void> {
  const waiting = [...announced];
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { ticket, path } = next;
      // One that fails must not keep the others from being sent.
      try {
        signal.throwIfAborted();
        await retryTransient(() => api.upload(ticket, path), { wait, patienceMs });
        sent.add(ticket.documentId);
      } catch (error) {
        const reason = signal.aborted ? 'stopped' : fileFault(error as Error);
        report.notSent.push({ documentId: ticket.documentId, path, reason });
      }
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, sendNext));
}
