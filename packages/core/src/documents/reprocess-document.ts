import type { Document } from '@elenchus/contracts/documents/models';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { reprocessDocuments } from './reprocess-documents.ts';

/** Begins a new attempt for one document. Throws `not_found`, and `conflict` when the file was never uploaded. */
export async function reprocessDocument(call: {
  readonly ctx: CallerContext<'db' | 'machine'>;
  readonly input: { readonly documentId: string };
}): Promise<Document> {
  const { documentId } = call.input;
  const { data } = await reprocessDocuments({ ctx: call.ctx, input: { documentIds: [documentId] } });
  const [document] = data;
  if (!document) throw new NotFoundError('document', documentId);
  return document;
}
