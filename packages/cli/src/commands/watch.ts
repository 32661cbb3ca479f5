import type { Document } from '@elenchus/contracts/documents/models';
import type { CommandContext } from '../command.ts';
import { documentLine } from '../output/document-line.ts';
import { hasEnded } from '../output/stage-bars.ts';
import { fetchDocuments } from './documents.ts';

const pollMs = 1000;

/**
 * Tells each change of the documents under the filters, a line each, until all have ended. When the user stops
 * before, it tells how many have not, and throws the reason of the signal.
 */
export async function watch(
  context: CommandContext,
  filters: Readonly<Record<string, string>>,
): Promise<void> {
  const { api, json, print, signal, tell, wait } = context;
  const told = new Map<string, number>();
  let documents: Document[] = [];
  try {
    for (;;) {
      documents = await fetchDocuments(api, filters);
      for (const document of documents) {
        if (told.get(document.id) === document.version) continue;
        told.set(document.id, document.version);
        const percent = `${Math.round(document.progress * 100)} %`.padStart(5);
        print(json ? JSON.stringify(document) : `${percent}  ${documentLine(document)}`);
      }
      if (documents.every(hasEnded)) return;
      await wait(pollMs);
    }
  } finally {
    const open = documents.filter((document) => !hasEnded(document)).length;
    if (signal.aborted) tell(`${open} of ${documents.length} documents have not ended yet.`);
  }
}
