import type { Document } from '@elenchus/contracts/documents/models';
import type { updateDocument as contract } from '@elenchus/contracts/documents/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { CallerContext } from '../platform/context.ts';
import { givenFields } from '../platform/given-fields.ts';
import { requireVersion } from '../platform/require-version.ts';
import { lockDocument } from './find-document.ts';
import { presentDocument } from './present-document.ts';

type Request = RouteRequest<typeof contract>;

/**
 * Sets what people note on a document; an analysis does not touch these fields any more. Throws `not_found`,
 * and `conflict` or `precondition_failed` when the document has another version than the one given.
 */
export async function updateDocument(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly documentId: string } & Request['body'] & Partial<Pick<Request, 'ifMatch'>>;
}): Promise<Document> {
  const { ctx } = call;
  const { documentId, version, ifMatch, ...changes } = call.input;
  return withTenant(ctx, async (tx) => {
    const row = await lockDocument(tx, documentId);
    requireVersion(row.version, { version, ifMatch });
    const given = givenFields(changes);
    const fields = Object.keys(given);
    const [changed] = await tx
      .update(documents)
      .set({
        ...given,
        editedFields: [...new Set([...row.editedFields, ...fields])],
        version: row.version + 1,
        updatedAt: ctx.clock(),
      })
      .where(eq(documents.id, documentId))
      .returning();
    await recordAudit(ctx, tx, {
      action: 'document.updated',
      resource: { type: 'document', id: documentId },
      details: { changed: fields },
    });
    return presentDocument(changed ?? row);
  });
}
