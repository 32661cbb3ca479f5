import type { CollectedFiles } from '../collect-files.ts';
import type { CommandContext } from '../command.ts';
import { CliError } from '../exit-codes.ts';
import type { UploadReport } from '../upload/report.ts';
import { documentLine } from './document-line.ts';

/** So many names are told, of more only the number. */
const mostNames = 20;

/** Tells people what of the folders was left out. */
export function tellSkipped({ tell }: CommandContext, skipped: CollectedFiles['skipped']): void {
  tellSome(
    tell,
    skipped.map(({ path, kind }) => `Left out: ${path} (${kind})`),
  );
}

/** The report as JSON with all that is in it, or a line per document and, for people, what was not sent. */
export function printReport({ json, print, tell }: CommandContext, report: UploadReport): void {
  const { caseId, batchId, documents, notSent } = report;
  if (json) print(JSON.stringify({ caseId, batchId, documents, notSent }));
  else for (const document of documents) print(documentLine(document));
  tellSome(
    tell,
    notSent.map(({ path, reason }) => `Not sent: ${path}: ${reason}`),
  );
  const embedded = documents.filter(({ parentDocumentId }) => parentDocumentId !== null);
  const unread = embedded.filter(isUnread);
  if (unread.length > 0) {
    tell(`${unread.length} of ${embedded.length} files inside of others could not be read.`);
  }
}

/**
 * Throws `CliError` (failure) when a file was not sent, rejected or failed. Files inside of others do not count:
 * an e-mail is in order whose signature holds a picture that nobody can read.
 */
export function throwIfIncomplete({ documents, notSent }: UploadReport): void {
  const named = documents.filter(({ parentDocumentId }) => parentDocumentId === null);
  const unread = named.filter(isUnread);
  const faults = [
    ...(unread.length === 0 ? [] : [`${unread.length} of ${named.length} documents could not be read.`]),
    ...(notSent.length === 0
      ? []
      : [`${notSent.length} ${notSent.length === 1 ? 'file was' : 'files were'} not sent.`]),
  ];
  if (faults.length > 0) throw new CliError('failure', faults.join(' '));
}

function isUnread({ status }: UploadReport['documents'][number]): boolean {
  return status === 'failed' || status === 'rejected';
}

function tellSome(tell: CommandContext['tell'], lines: readonly string[]): void {
  for (const line of lines.slice(0, mostNames)) tell(line);
  if (lines.length > mostNames) tell(`... and ${lines.length - mostNames} more.`);
}
