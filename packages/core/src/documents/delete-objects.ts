import { objectDeletions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';

/** Removes the objects of a deleted document, then the note that they have to be removed. Safe to repeat. */
export async function deleteObjects(call: {
  readonly ctx: TenantContext<'db' | 'objects'>;
  readonly input: { readonly keyPrefix: string };
}): Promise<void> {
  const { ctx } = call;
  const { keyPrefix } = call.input;
  await ctx.ports.objects.deletePrefix(keyPrefix);
  await withTenant(ctx, (tx) => tx.delete(objectDeletions).where(eq(objectDeletions.keyPrefix, keyPrefix)));
}
