import type { Document } from '@elenchus/contracts/documents/models';
import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { findDocument } from './find-document.ts';
import { presentDocument } from './present-document.ts';

/** Reads a document. Throws `not_found`. */
export async function getDocument(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly documentId: string };
}): Promise<Document> {
  return presentDocument(await withTenant(call.ctx, (tx) => findDocument(tx, call.input.documentId)));
}
