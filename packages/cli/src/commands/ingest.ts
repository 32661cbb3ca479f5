import { createCase } from '@elenchus/contracts/cases/routes';
import { collectFiles } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { findCaseIfAny } from '../find-case.ts';
import { createStageBars, hasEnded } from '../output/stage-bars.ts';
import { printReport, tellSkipped, throwIfIncomplete } from '../output/upload-report.ts';
import type { UploadReport } from '../upload/report.ts';
import { uploadLocalFiles } from '../upload/upload-local-files.ts';
import { fetchDocuments } from './documents.ts';

/** A batch is looked at again after so long, a large one less often. */
const pollMs = 500;
const pollMsPerDocument = 2;

export interface IngestOptions {
  readonly paths: readonly string[];
  /** Id, title, matter number or client of the case; one that is not there is opened. */
  readonly caseName: string;
}

/**
 * Uploads files and waits until each of them, and each file inside of them, has ended. The report is printed
 * whatever happens. Throws `CliError` (failure) when a file that was named was not sent, rejected or failed.
 */
export async function ingest(context: CommandContext, { paths, caseName }: IngestOptions): Promise<void> {
  const { files, skipped, unreadable } = await collectFiles(paths, context.workingFolder);
  tellSkipped(context, skipped);
  const report: UploadReport = {
    caseId: await findOrOpenCase(context, caseName),
    batchId: null,
    documents: [],
    notSent: unreadable.map((each) => ({ ...each, documentId: null })),
  };
  const sent = new Set<string>();
  let fault: unknown;
  try {
    await uploadLocalFiles(context, report, files, sent);
  } catch (error) {
    fault = error;
  }
  try {
    await waitForBatch(context, report, sent);
  } catch (error) {
    fault ??= error;
  }
  printReport(context, report);
  if (fault !== undefined) throw fault;
  throwIfIncomplete(report);
}

async function findOrOpenCase(context: CommandContext, name: string): Promise<string> {
  const found = await findCaseIfAny(context, name);
  if (found !== undefined) return found.id;
  const opened = await context.api.call(createCase, { body: { clientName: name, title: name } });
  context.tell(`Opened the case "${name}" (${opened.id}).`);
  return opened.id;
}

async function waitForBatch(
  context: CommandContext,
  report: UploadReport,
  sent: ReadonlySet<string>,
): Promise<void> {
  const { batchId } = report;
  if (batchId === null) return;
  const draw = createStageBars(context.screen);
  for (;;) {
    const documents = await fetchDocuments(context.api, { batchId });
    report.documents = documents;
    draw(documents);
    const isDone = documents.every(
      (document) => hasEnded(document) || (document.status === 'awaiting_upload' && !sent.has(document.id)),
    );
    if (isDone) return;
    await context.wait(pollMs + pollMsPerDocument * documents.length);
  }
}
