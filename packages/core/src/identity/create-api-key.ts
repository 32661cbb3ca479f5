import type { createApiKey as contract } from '@elenchus/contracts/identity/member-routes';
import type { ApiKey } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { type ApiKeyRow, apiKeys } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { ValidationError } from '../platform/errors.ts';
import { apiKeyPrefix, hashApiKeySecret, newApiKeySecret } from './api-key-secret.ts';
import { presentApiKey } from './present-api-key.ts';
import { requireCaller } from './require-caller.ts';

/** Makes an API key; its secret is in this answer and nowhere else. Throws `validation_failed` for an expiry that is past. */
export async function createApiKey(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: RouteRequest<typeof contract>['body'];
}): Promise<{ apiKey: ApiKey; secret: string }> {
  const { ctx, input } = call;
  const now = ctx.clock();
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt !== null && expiresAt <= now) {
    throw new ValidationError([{ field: 'body.expiresAt', message: 'must lie in the future' }]);
  }
  const secret = newApiKeySecret();
  const row: ApiKeyRow = {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    name: input.name,
    prefix: apiKeyPrefix(secret),
    keyHash: hashApiKeySecret(secret),
    scopes: [...new Set(input.scopes)],
    agentType: input.agentType ?? null,
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
    createdBy: ctx.actor.id,
    createdAt: now,
  };
  const apiKey = presentApiKey(row);
  const { name, prefix, scopes, agentType } = apiKey;
  await withTenant(ctx, async (tx) => {
    // A key outlives the session: nobody who has just been shut out makes one.
    await requireCaller(ctx, tx, 'admin');
    await tx.insert(apiKeys).values(row);
    await recordAudit(ctx, tx, {
      action: 'api_key.created',
      resource: { type: 'api_key', id: row.id },
      details: { name, prefix, scopes, agentType, expiresAt: apiKey.expiresAt },
    });
  });
  return { apiKey, secret };
}
