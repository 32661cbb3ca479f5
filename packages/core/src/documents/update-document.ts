import type { Document } from '@elenchus/contracts/documents/models';
import type { updateDocument as contract } from '@elenchus/contracts/documents/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockDocument } from './find-document.ts';
import { presentDocument } from './present-document.ts';

/**
 * Sets what people note on a document; an analysis does not touch these fields any more. Throws `not_found`,
 * and `conflict` when the document has another version than the one given.
 */
export async function updateDocument(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly documentId: string } & RouteRequest<typeof contract>['body'];
}): Promise<Document> {
  const { documentId, version, ...changes } = call.input;
  return withTenant(call.ctx, async (tx) => {
    const row = await lockDocument(tx, documentId);
    if (version !== undefined && version !== row.version) {
      throw new ProblemError(
        'conflict',
        `The document has version ${row.version} by now. Read it again and repeat the change.`,
      );
    }
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const [changed] = await tx
      .update(documents)
      .set({
        ...given,
        editedFields: [...new Set([...row.editedFields, ...Object.keys(given)])],
        version: row.version + 1,
        updatedAt: call.ctx.clock(),
      })
      .where(eq(documents.id, documentId))
      .returning();
    return presentDocument(changed ?? row);
  });
}
