import { uploadFiles } from '@elenchus/client/upload-files';
import type { LocalFile } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { fileFault } from '../file-fault.ts';
import { hashContent } from './hash-content.ts';
import { openFiles } from './open-files.ts';
import type { UploadReport } from './report.ts';

/** Short, because each file may need it; and told with the file that is not sent. */
const retry = { patienceMs: 5000, onRetry: () => {} };
/** So many files are sent before people are told again. */
const toldFiles = 100;

/**
 * Uploads files; notes in the report those that were not sent, and in `sent` the ids of the documents that were.
 * Throws when the user stops, and for a fault that concerns all files that are left.
 */
export async function uploadLocalFiles(
  { api, screen, signal }: CommandContext,
  report: UploadReport,
  files: readonly LocalFile[],
  sent: Set<string>,
): Promise<void> {
  const open = await openFiles(files, report.notSent);
  let told = 0;
  const uploaded = await uploadFiles(api, {
    caseId: report.caseId,
    files: open,
    hash: hashContent,
    retry,
    signal,
    onProgress({ files: states }) {
      if (screen.isTTY !== true) return;
      const done = states.filter(({ state }) => state === 'sent' || state === 'failed').length;
      if (done === told || (done < open.length && done < told + toldFiles)) return;
      told = done;
      screen.write(`  sent ${done}/${open.length}\n`);
    },
  });
  report.batchId = uploaded.batchId ?? null;
  for (const [index, { state, documentId, error }] of uploaded.files.entries()) {
    const path = open[index]?.path;
    if (state === 'sent' && documentId !== undefined) sent.add(documentId);
    else if (path !== undefined && error !== undefined) {
      const reason = signal.aborted ? 'stopped' : fileFault(error);
      report.notSent.push({ documentId: documentId ?? null, path, reason });
    }
  }
  signal.throwIfAborted();
  if (uploaded.fault !== undefined) throw uploaded.fault;
}
