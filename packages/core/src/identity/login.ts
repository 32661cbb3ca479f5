import type { Session } from '@elenchus/contracts/identity/models';
import { organizations, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq } from 'drizzle-orm';
import { noOrganization, recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { verifyPassword } from './hash-password.ts';
import { openSession } from './issue-session.ts';
import { countAttempt, forgiveAttempts } from './sign-in-attempts.ts';
import { currentSigningKey } from './signing-keys.ts';

/** Of no password: an unknown address costs the same time as a wrong password. */
const hashOfNothing = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Signs a user in. Does the same work for an unknown address as for a wrong password. Throws `invalid_credentials`,
 * `locked_out`, and `account_disabled` when the password was right but the user or the organization is not active.
 */
export async function login(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: { readonly email: string; readonly password: string };
}): Promise<Session> {
  const { ctx, input } = call;
  await countAttempt(ctx, input.email);
  const [found] = await withAuth(ctx, (tx) =>
    tx
      .select({ user: users, isOpen: organizations.isActive })
      .from(users)
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(eq(users.email, input.email)),
  );
  const { user, isOpen } = found ?? {};
  const isRight =
    (await verifyPassword(input.password, user?.passwordHash ?? hashOfNothing)) && user?.passwordHash != null;
  const tenant = { ...ctx, organizationId: user?.organizationId ?? noOrganization };
  if (!user || !isRight || !user.isActive || !isOpen) {
    await withTenant(tenant, (tx) =>
      recordAudit(tenant, tx, {
        action: 'user.sign_in_failed',
        actor: { type: 'anonymous', id: null },
        ...(user && { resource: { type: 'user', id: user.id } }),
        details: { reason: isRight ? 'account_disabled' : 'invalid_credentials' },
      }),
    );
    if (isRight)
      throw new ProblemError('account_disabled', 'Ask an admin of your organization to reactivate it.');
    throw invalidCredentials();
  }
  await forgiveAttempts(ctx, input.email);
  const key = await currentSigningKey(ctx);
  const lastLoginAt = ctx.clock();
  return withTenant(tenant, async (tx) => {
    const signedIn = await tx
      .update(users)
      .set({ lastLoginAt })
      .where(and(eq(users.id, user.id), eq(users.passwordVersion, user.passwordVersion)))
      .returning({ id: users.id });
    // The password was changed since it was looked at.
    if (signedIn.length === 0) throw invalidCredentials();
    const session = await openSession(ctx, tx, { ...user, lastLoginAt }, key);
    await recordAudit(tenant, tx, {
      action: 'user.signed_in',
      actor: { type: 'user', id: user.id },
      resource: { type: 'user', id: user.id },
      details: { method: 'password' },
    });
    return session;
  });
}

function invalidCredentials(): ProblemError {
  return new ProblemError('invalid_credentials', 'Check the address and the password and try again.');
}
