import type { Session } from '@elenchus/contracts/identity/models';
import { users } from '@elenchus/db/schema/identity';
import { withAuth } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { verifyPassword } from './hash-password.ts';
import { openSession } from './issue-session.ts';
import { currentSigningKey } from './signing-keys.ts';

/** Of no password: an unknown address costs the same time as a wrong password. */
const hashOfNothing = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Signs a user in. Throws `invalid_credentials`, or `account_disabled` when only the password was right. */
export async function login(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: { readonly email: string; readonly password: string };
}): Promise<Session> {
  const { ctx, input } = call;
  const [user] = await withAuth(ctx, (tx) => tx.select().from(users).where(eq(users.email, input.email)));
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? hashOfNothing);
  if (!user || !isRight) {
    throw new ProblemError('invalid_credentials', 'Check the address and the password and try again.');
  }
  if (!user.isActive)
    throw new ProblemError('account_disabled', 'Ask an admin of your organization to reactivate it.');
  const key = await currentSigningKey(ctx);
  const lastLoginAt = ctx.clock();
  return withAuth(ctx, async (tx) => {
    await tx.update(users).set({ lastLoginAt }).where(eq(users.id, user.id));
    return openSession(ctx, tx, { ...user, lastLoginAt }, key);
  });
}
