import { invitations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError, ProblemError } from '../platform/errors.ts';
import { statusOf } from './invitation-status.ts';

/** Takes an invitation back. Throws `not_found`, and `conflict` for one that nobody can accept any more. */
export function revokeInvitation(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: { readonly invitationId: string };
}): Promise<void> {
  const { ctx } = call;
  const { invitationId: id } = call.input;
  const now = ctx.clock();
  return withTenant(ctx, async (tx) => {
    const [row] = await tx.select().from(invitations).where(eq(invitations.id, id)).for('no key update');
    if (!row) throw new NotFoundError('invitation', id);
    const status = statusOf(row, now);
    if (status !== 'pending') throw new ProblemError('conflict', `The invitation is ${status} already.`);
    await tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, id));
    await recordAudit(ctx, tx, { action: 'invitation.revoked', resource: { type: 'invitation', id } });
  });
}
