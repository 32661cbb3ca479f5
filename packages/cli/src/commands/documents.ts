import type { ApiClient } from '@elenchus/client/api-client';
import type { Document } from '@elenchus/contracts/documents/models';
import { listDocuments } from '@elenchus/contracts/documents/routes';
import type { CommandContext } from '../command.ts';
import { documentLine } from '../output/document-line.ts';

/** All documents under the filters, oldest first. */
export async function fetchDocuments(
  api: ApiClient,
  filters: Readonly<Record<string, string>>,
): Promise<Document[]> {
  const found = await Array.fromAsync(api.all(listDocuments, { query: { ...filters, limit: 100 } }));
  return found.reverse();
}

/** Lists documents, a line each. */
export async function documents(
  { api, json, print }: CommandContext,
  filters: Readonly<Record<string, string>>,
): Promise<void> {
  const found = await fetchDocuments(api, filters);
  if (json) print(JSON.stringify(found));
  else if (found.length === 0) print('No documents.');
  else for (const document of found) print(documentLine(document));
}
