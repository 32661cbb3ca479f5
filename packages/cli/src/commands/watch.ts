import { setTimeout as delay } from 'node:timers/promises';
import type { CommandContext } from '../command.ts';
import { documentLine } from '../output/document-line.ts';
import { hasEnded } from '../output/stage-bars.ts';
import { fetchDocuments } from './documents.ts';

const pollMs = 1000;

/** Tells each change of the documents under the filters, a line each, until all have ended. */
export async function watch(
  { api, json, print, signal }: CommandContext,
  filters: Readonly<Record<string, string>>,
): Promise<void> {
  const told = new Map<string, number>();
  for (;;) {
    const documents = await fetchDocuments(api, filters);
    for (const document of documents) {
      if (told.get(document.id) === document.version) continue;
      told.set(document.id, document.version);
      const percent = `${Math.round(document.progress * 100)} %`.padStart(5);
      print(json ? JSON.stringify(document) : `${percent}  ${documentLine(document)}`);
    }
    if (documents.every(hasEnded)) return;
    await delay(pollMs, undefined, { signal });
  }
}
