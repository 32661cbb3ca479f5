import type { SessionSummary } from '@elenchus/contracts/identity/models';
import type { listSessions as contract } from '@elenchus/contracts/identity/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { type SessionRow, sessions } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';

/** A page of where the user is signed in, newest first; what has ended or expired is not. Throws `invalid_cursor`. */
export async function listSessions(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: SessionSummary[]; nextCursor: string | null }> {
  const { ctx, input } = call;
  const before = decodeCursor(input.cursor, idPosition);
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select()
      .from(sessions)
      .where(
        and(
          eq(sessions.userId, ctx.actor.id),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, ctx.clock()),
          before ? lt(sessions.id, before) : undefined,
        ),
      )
      .orderBy(desc(sessions.id))
      .limit(input.limit + 1),
  );
  return toPage(
    rows,
    input.limit,
    (row) => row.id,
    (row) => presentSession(row, ctx.actor.sessionId),
  );
}

function presentSession(row: SessionRow, currentId: string): SessionSummary {
  return {
    id: row.id,
    isCurrent: row.id === currentId,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
