import type { Transaction } from '@elenchus/db/database';
import { documents, objectDeletions } from '@elenchus/db/schema/documents';
import { eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { documentPrefix } from './object-keys.ts';

/** Notes the objects of a document that was deleted meanwhile, so that the reconciler removes them. */
export async function noteOrphanedObjects(
  ctx: TenantContext<never>,
  tx: Transaction,
  documentId: string,
): Promise<void> {
  const found = await tx.select({ id: documents.id }).from(documents).where(eq(documents.id, documentId));
  if (found.length > 0) return;
  const { organizationId } = ctx;
  const keyPrefix = documentPrefix(organizationId, documentId);
  await tx
    .insert(objectDeletions)
    .values({ organizationId, keyPrefix, createdAt: ctx.clock() })
    .onConflictDoNothing();
}
