import { apiKeys } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';

/** Revokes an API key, which is refused from the next request on. Throws `not_found`, also for one that is revoked. */
export function revokeApiKey(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: { readonly apiKeyId: string };
}): Promise<void> {
  const { ctx } = call;
  const { apiKeyId: id } = call.input;
  return withTenant(ctx, async (tx) => {
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.clock() })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (revoked.length === 0) throw new NotFoundError('API key', id);
    await recordAudit(ctx, tx, { action: 'api_key.revoked', resource: { type: 'api_key', id } });
  });
}
