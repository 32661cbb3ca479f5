import type { Session } from '@elenchus/contracts/identity/models';
import { isUniqueViolation } from '@elenchus/db/errors';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { acceptInvitation, findInvitationByHash } from './accept-invitation.ts';
import type { GoogleAccount } from './google-identity-port.ts';
import { GoogleRefusal } from './google-refusal.ts';
import { openSession } from './issue-session.ts';
import { newUser } from './new-user.ts';
import { currentSigningKey } from './signing-keys.ts';

type Context = ServiceContext<'db' | 'identity'>;

export interface GoogleEntry {
  readonly session: Session;
  /** The account had a password, and has none any more. */
  readonly isPasswordRemoved: boolean;
}

/**
 * Makes a user, without a password, of a Google account whose verified address is invited. Undefined when somebody was
 * registered meanwhile. Throws GoogleRefusal.
 */
export async function joinByGoogle(
  ctx: Context,
  account: GoogleAccount,
  invitationHash: Uint8Array | null,
): Promise<GoogleEntry | undefined> {
  if (invitationHash === null) throw new GoogleRefusal('no_account');
  try {
    return { session: await join(ctx, account, invitationHash), isPasswordRemoved: false };
  } catch (error) {
    if (['users_email_key', 'users_google_subject_key'].some((key) => isUniqueViolation(error, key))) {
      return undefined;
    }
    const { code } = error instanceof ProblemError ? error : {};
    if (code === 'token_invalid' || code === 'quota_exceeded') throw new GoogleRefusal(code);
    throw error;
  }
}

async function join(ctx: Context, account: GoogleAccount, invitationHash: Uint8Array) {
  const invitation = await findInvitationByHash(ctx, invitationHash, account.email);
  const key = await currentSigningKey(ctx);
  const tenant = { ...ctx, organizationId: invitation.organizationId };
  const { subject, email, name, pictureUrl } = account;
  const user = newUser(tenant, {
    email,
    fullName: name ?? email.slice(0, email.indexOf('@')),
    role: invitation.role,
    avatarUrl: pictureUrl ?? null,
    googleSubject: subject,
  });
  const actor = { type: 'user', id: user.id } as const;
  const resource = actor;
  const method = 'google';
  return withTenant(tenant, async (tx) => {
    const accepted = await acceptInvitation(tenant, tx, invitation);
    await tx.insert(users).values(user);
    const session = await openSession(ctx, tx, user, key);
    await recordAudit(
      tenant,
      tx,
      { ...accepted, actor },
      { action: 'user.registered', actor, resource, details: { role: user.role, method } },
      { action: 'user.signed_in', actor, resource, details: { method } },
    );
    return session;
  });
}
