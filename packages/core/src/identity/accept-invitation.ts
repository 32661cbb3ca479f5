import type { Transaction } from '@elenchus/db/database';
import { type InvitationRow, invitations } from '@elenchus/db/schema/identity';
import { withAuth } from '@elenchus/db/tenant';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashMailedToken } from './mailed-token.ts';
import { requireSeat } from './require-seat.ts';

/** Finds the invitation of a token. Throws `token_invalid`, also for the invitation of another address. */
export function findInvitation(
  ctx: ServiceContext<'db'>,
  token: string,
  email: string,
): Promise<InvitationRow> {
  return findInvitationByHash(ctx, hashMailedToken(token), email);
}

/** The same by what is stored of the token. */
export async function findInvitationByHash(
  ctx: ServiceContext<'db'>,
  tokenHash: Uint8Array,
  email: string,
): Promise<InvitationRow> {
  const [found] = await withAuth(ctx, (tx) =>
    tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.tokenHash, tokenHash),
          eq(invitations.email, email),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, ctx.clock()),
        ),
      ),
  );
  return found ?? refuse();
}

/** Spends an invitation, once, in the transaction that makes its user. Throws `token_invalid`, `quota_exceeded`. */
export async function acceptInvitation(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  { id }: InvitationRow,
): Promise<AuditRecord> {
  await requireSeat(ctx, tx);
  const spent = await tx
    .update(invitations)
    .set({ acceptedAt: ctx.clock() })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  if (spent.length === 0) refuse();
  return { action: 'invitation.accepted', resource: { type: 'invitation', id } };
}

function refuse(): never {
  throw new ProblemError(
    'token_invalid',
    'The invitation was used, taken back, has expired, or is for another address. Ask for a new one.',
  );
}
