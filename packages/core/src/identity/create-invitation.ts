import type { createInvitation as contract } from '@elenchus/contracts/identity/member-routes';
import type { Invitation } from '@elenchus/contracts/identity/models';
import { roleIsAtLeast } from '@elenchus/contracts/platform/roles';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Transaction } from '@elenchus/db/database';
import { type InvitationRow, invitations, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq, gt } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import { dispatchMail } from '../outbound-mail/dispatch-mail.ts';
import { queueMail } from '../outbound-mail/queue-mail.ts';
import { invitationMail } from '../outbound-mail/templates/invitation-mail.ts';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { presentInvitation, revokePending } from './invitation-status.ts';
import { hashMailedToken, newMailedToken } from './mailed-token.ts';
import { requireCaller } from './require-caller.ts';
import { requireSeat } from './require-seat.ts';

const lifeMs = 7 * 86_400_000;
const hourMs = 3_600_000;
/** So many mails an hour go to one address, and from one organization: anybody can found one, and names stand in them. */
const mostToOne = 10;
const mostOfAll = 200;

type Context = UserContext<'db' | 'identity' | 'mailQueue'>;

/**
 * Invites somebody by mail; only the mail holds the token. An earlier invitation of the same address ends. Whoever
 * joins takes a seat then, but into a full organization nobody is invited. Throws `email_taken`, `quota_exceeded`,
 * `rate_limited`, and `forbidden` for a role above the own one.
 */
export async function createInvitation(call: {
  readonly ctx: Context;
  readonly input: RouteRequest<typeof contract>['body'];
}): Promise<Invitation> {
  const { ctx, input } = call;
  const { email, role } = input;
  await refuseRegistered(ctx, email);
  const token = newMailedToken();
  const now = ctx.clock();
  const row: InvitationRow = {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    email,
    role,
    tokenHash: hashMailedToken(token),
    invitedBy: ctx.actor.id,
    expiresAt: new Date(now.getTime() + lifeMs),
    acceptedAt: null,
    revokedAt: null,
    createdAt: now,
  };
  const mailId = await withTenant(ctx, async (tx) => {
    const { caller, organization } = await requireCaller(ctx, tx, 'admin');
    if (!roleIsAtLeast(caller.role, role)) {
      throw new ProblemError('forbidden', 'Nobody can invite to a role above the own one.');
    }
    await requireSeat(ctx, tx);
    await refuseTooMany(tx, row);
    const superseded = await revokePending(ctx, tx, { email });
    await tx.insert(invitations).values(row);
    const { expiresAt } = row;
    const link = `${ctx.ports.identity.publicUrl}/app/join?token=${token}`;
    const names = { organizationName: organization.name, inviterName: caller.fullName };
    const letter = invitationMail({ ...names, role, link, expiresAt });
    const queued = await queueMail(ctx, tx, { kind: 'invitation', to: email, letter, expiresAt });
    await recordAudit(ctx, tx, ...superseded, {
      action: 'invitation.created',
      resource: { type: 'invitation', id: row.id },
      details: { email, role, expiresAt: expiresAt.toISOString() },
    });
    return queued;
  });
  await dispatchMail(ctx, mailId);
  return presentInvitation(row, now);
}

/** The organization is locked: of many at once all are counted. */
async function refuseTooMany(tx: Transaction, { email, createdAt }: InvitationRow): Promise<void> {
  const isRecent = gt(invitations.createdAt, new Date(createdAt.getTime() - hourMs));
  const ofAll = await tx.$count(invitations, isRecent);
  const toOne = await tx.$count(invitations, and(isRecent, eq(invitations.email, email)));
  if (ofAll < mostOfAll && toOne < mostToOne) return;
  throw new ProblemError(
    'rate_limited',
    `In an hour an organization sends ${mostOfAll} invitations at most, ${mostToOne} of them to one address.`,
    { retryAfterSeconds: hourMs / 1000 },
  );
}

/** A user belongs to one organization, and an address to one user. */
async function refuseRegistered(ctx: Context, email: string): Promise<void> {
  const found = await withAuth(ctx, (tx) => tx.$count(users, eq(users.email, email)));
  if (found > 0) throw new ProblemError('email_taken', 'Somebody with this address has an account already.');
}
