import type { Invitation } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { type InvitationRow, invitations } from '@elenchus/db/schema/identity';
import { and, eq, gt, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { TenantContext } from '../platform/context.ts';

type Status = Invitation['status'];

/** Where an invitation stands; nobody notes that one expires. */
export function statusOf(row: InvitationRow, now: Date): Status {
  if (row.acceptedAt !== null) return 'accepted';
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'pending';
}

/** The same as a condition. */
export function hasStatus(status: Status, now: Date): SQL | undefined {
  const { acceptedAt, revokedAt, expiresAt } = invitations;
  if (status === 'accepted') return isNotNull(acceptedAt);
  if (status === 'revoked') return and(isNull(acceptedAt), isNotNull(revokedAt));
  return and(
    isNull(acceptedAt),
    isNull(revokedAt),
    status === 'expired' ? lte(expiresAt, now) : gt(expiresAt, now),
  );
}

/** An invitation as answers show it. */
export function presentInvitation(row: InvitationRow, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: statusOf(row, now),
    invitedBy: row.invitedBy,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Takes back what nobody has accepted: of an address, of who invited, or all that the organization has. */
export async function revokePending(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  { email, invitedBy }: { readonly email?: string; readonly invitedBy?: string },
): Promise<AuditRecord[]> {
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: ctx.clock() })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        email === undefined ? undefined : eq(invitations.email, email),
        invitedBy === undefined ? undefined : eq(invitations.invitedBy, invitedBy),
      ),
    )
    .returning({ id: invitations.id });
  return rows.map(({ id }) => ({ action: 'invitation.revoked', resource: { type: 'invitation', id } }));
}
