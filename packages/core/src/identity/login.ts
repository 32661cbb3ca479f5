import type { Session } from '@elenchus/contracts/identity/models';
import { users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
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
 * `locked_out`, and `account_disabled` when only the password was right.
 */
export async function login(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: { readonly email: string; readonly password: string };
}): Promise<Session> {
  const { ctx, input } = call;
  await countAttempt(ctx, input.email);
  const [user] = await withAuth(ctx, (tx) => tx.select().from(users).where(eq(users.email, input.email)));
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? hashOfNothing);
  const tenant = { ...ctx, organizationId: user?.organizationId ?? noOrganization };
  if (!user?.passwordHash || !isRight || !user.isActive) {
    const isDisabled = isRight && user?.isActive === false;
    await withTenant(tenant, (tx) =>
      recordAudit(tenant, tx, {
        action: 'user.sign_in_failed',
        actor: { type: 'anonymous', id: null },
        ...(user && { resource: { type: 'user', id: user.id } }),
        details: { reason: isDisabled ? 'account_disabled' : 'invalid_credentials' },
      }),
    );
    if (isDisabled)
      throw new ProblemError('account_disabled', 'Ask an admin of your organization to reactivate it.');
    throw new ProblemError('invalid_credentials', 'Check the address and the password and try again.');
  }
  await forgiveAttempts(ctx, input.email);
  const key = await currentSigningKey(ctx);
  const lastLoginAt = ctx.clock();
  return withTenant(tenant, async (tx) => {
    await tx.update(users).set({ lastLoginAt }).where(eq(users.id, user.id));
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
