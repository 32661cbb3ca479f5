import type { listUsers as contract } from '@elenchus/contracts/identity/member-routes';
import type { User } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { presentUser, visibleUserColumns } from './present-user.ts';

/** A page of users, newest first. Throws `invalid_cursor`. */
export async function listUsers(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: User[]; nextCursor: string | null }> {
  const { limit, cursor, role, isActive } = call.input;
  const before = decodeCursor(cursor, idPosition);
  const rows = await withTenant(call.ctx, (tx) =>
    tx
      .select(visibleUserColumns)
      .from(users)
      .where(
        and(
          before ? lt(users.id, before) : undefined,
          role ? eq(users.role, role) : undefined,
          isActive === undefined ? undefined : eq(users.isActive, isActive),
        ),
      )
      .orderBy(desc(users.id))
      .limit(limit + 1),
  );
  return toPage(rows, limit, (row) => row.id, presentUser);
}
