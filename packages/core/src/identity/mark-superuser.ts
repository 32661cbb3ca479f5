import { superusers } from '@elenchus/db/schema/identity';
import { withOwner } from '@elenchus/db/tenant';
import { and, asc, eq, ne } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';

type Context = Pick<ServiceContext<'db'>, 'clock' | 'newId' | 'origin' | 'ports'>;

/**
 * Makes somebody an operator of the platform, or ends that; false when nothing had to change. Needs a connection of the
 * tables' owner: no role of the application may do it. Throws `not_found`.
 */
export async function markSuperuser({
  ctx,
  input,
}: {
  readonly ctx: Context;
  readonly input: { readonly email: string; readonly isSuperuser: boolean };
}): Promise<boolean> {
  const { email, isSuperuser } = input;
  const { id, organizationId } = superusers;
  const [user] = await ctx.ports.db.transaction((tx) =>
    tx.select({ id, organizationId }).from(superusers).where(eq(superusers.email, email)),
  );
  if (!user) throw new ProblemError('not_found', `Nobody is registered with ${email}.`);
  const scope = { ...ctx, organizationId: user.organizationId };
  return withOwner(scope, async (tx) => {
    const changed = await tx
      .update(superusers)
      .set({ isSuperuser })
      .where(and(eq(id, user.id), ne(superusers.isSuperuser, isSuperuser)))
      .returning({ id });
    if (changed.length === 0) return false;
    await recordAudit(scope, tx, {
      action: isSuperuser ? 'user.superuser_granted' : 'user.superuser_revoked',
      resource: { type: 'user', id: user.id },
    });
    return true;
  });
}

/** Everybody who is marked as an operator, by address; who was deactivated cannot use it. */
export function listSuperusers({
  ctx,
}: {
  readonly ctx: Pick<Context, 'ports'>;
}): Promise<{ email: string; isActive: boolean }[]> {
  const { email, isActive, isSuperuser } = superusers;
  return ctx.ports.db.transaction((tx) =>
    tx.select({ email, isActive }).from(superusers).where(eq(isSuperuser, true)).orderBy(asc(email)),
  );
}
