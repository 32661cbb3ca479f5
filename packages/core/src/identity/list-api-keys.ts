import type { listApiKeys as contract } from '@elenchus/contracts/identity/member-routes';
import type { ApiKey } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { apiKeys } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, isNull, lt } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { presentApiKey } from './present-api-key.ts';

/** A page of the API keys that have not been revoked, newest first. Throws `invalid_cursor`. */
export async function listApiKeys(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: ApiKey[]; nextCursor: string | null }> {
  const { limit, cursor } = call.input;
  const before = decodeCursor(cursor, idPosition);
  const rows = await withTenant(call.ctx, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(and(isNull(apiKeys.revokedAt), before ? lt(apiKeys.id, before) : undefined))
      .orderBy(desc(apiKeys.id))
      .limit(limit + 1),
  );
  return toPage(rows, limit, (row) => row.id, presentApiKey);
}
