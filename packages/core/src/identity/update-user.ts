import type { updateUser as contract } from '@elenchus/contracts/identity/member-routes';
import type { User } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Transaction } from '@elenchus/db/database';
import { type UserRow, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { requireVersion } from '../platform/require-version.ts';
import { endSessions } from './end-sessions.ts';
import { revokePending } from './invitation-status.ts';
import { lockUser } from './lock-user.ts';
import { type MemberChange, refuseChange } from './member-rules.ts';
import { presentUser, type VisibleUser } from './present-user.ts';
import { requireCaller } from './require-caller.ts';
import { requireSeat } from './require-seat.ts';
import { revokeKeysOf } from './revoke-keys-of.ts';

type Request = RouteRequest<typeof contract>;

/**
 * Changes the role of a user, deactivates one, which ends all sessions, pending invitations and API keys of that user at
 * once, or reactivates one, who takes a seat.
 * Whom the owner makes the owner is it from then on, and the former one an admin. Throws `not_found`, `forbidden`,
 * `conflict`, `precondition_failed` and `quota_exceeded`.
 */
export function updateUser(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: Request['params'] & Request['body'] & Pick<Request, 'ifMatch'>;
}): Promise<User> {
  const { ctx, input } = call;
  return withTenant(ctx, async (tx) => {
    const { caller } = await requireCaller(ctx, tx, 'admin');
    const target = await lockUser(tx, input.userId);
    const change = changeOf(target, input);
    refuseChange(caller, target, change);
    requireVersion(target.version, input);
    if (Object.keys(change).length === 0) return presentUser(target);
    if (change.isActive === true) await requireSeat(ctx, tx);
    // First, for there is only one owner at any time.
    const handedOver = change.role === 'owner' ? [await apply(ctx, tx, caller, { role: 'admin' })] : [];
    const { changed, record } = await apply(ctx, tx, target, change);
    const closed = change.isActive === false ? await closeDoors(ctx, tx, target.id) : [];
    await recordAudit(ctx, tx, record, ...handedOver.map((former) => former.record), ...closed);
    return presentUser(changed);
  });
}

/** Ways in that a user made and still knows: invitations, perhaps to another own address, and keys. */
async function closeDoors(ctx: UserContext<'db'>, tx: Transaction, userId: string): Promise<AuditRecord[]> {
  return [
    ...(await revokePending(ctx, tx, { invitedBy: userId })),
    ...(await revokeKeysOf(ctx, tx, userId, 'user_deactivated')),
  ];
}

/** What would not be as it is. */
function changeOf(target: VisibleUser, { role, isActive }: Request['body']): MemberChange {
  return {
    ...(role !== undefined && role !== target.role && { role }),
    ...(isActive !== undefined && isActive !== target.isActive && { isActive }),
  };
}

async function apply(
  ctx: UserContext<'db'>,
  tx: Transaction,
  row: VisibleUser,
  change: MemberChange,
): Promise<{ readonly changed: VisibleUser; readonly record: AuditRecord }> {
  const { role = row.role, isActive = row.isActive } = change;
  const fields: Partial<UserRow> = { role, isActive, version: row.version + 1, updatedAt: ctx.clock() };
  await tx.update(users).set(fields).where(eq(users.id, row.id));
  // On the way back too: a sign-in that ran beside the deactivation may have left a session.
  if (isActive !== row.isActive) await endSessions(ctx, tx, row.id);
  return {
    changed: { ...row, ...fields },
    record: {
      action: 'user.updated',
      resource: { type: 'user', id: row.id },
      details: { changed: Object.keys(change), ...change },
    },
  };
}
