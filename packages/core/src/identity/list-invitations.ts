import type { listInvitations as contract } from '@elenchus/contracts/identity/member-routes';
import type { Invitation } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { invitations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, lt } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { hasStatus, presentInvitation } from './invitation-status.ts';

/** A page of invitations, newest first. Throws `invalid_cursor`. */
export async function listInvitations(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: Invitation[]; nextCursor: string | null }> {
  const { limit, cursor, status } = call.input;
  const before = decodeCursor(cursor, idPosition);
  const now = call.ctx.clock();
  const rows = await withTenant(call.ctx, (tx) =>
    tx
      .select()
      .from(invitations)
      .where(
        and(before ? lt(invitations.id, before) : undefined, status ? hasStatus(status, now) : undefined),
      )
      .orderBy(desc(invitations.id))
      .limit(limit + 1),
  );
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => presentInvitation(row, now),
  );
}
