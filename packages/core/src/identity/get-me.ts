import type { Organization, User } from '@elenchus/contracts/identity/models';
import { organizations, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq, getTableColumns } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentUser } from './present-user.ts';

/** A tenant's transactions do not see the hash of a password. */
const { passwordHash: _, ...visible } = getTableColumns(users);

/** The signed-in user and the organization. */
export function getMe(call: {
  readonly ctx: UserContext<'db'>;
}): Promise<{ user: User; organization: Organization }> {
  const { ctx } = call;
  return withTenant(ctx, async (tx) => {
    const [found] = await tx
      .select({ user: visible, organization: organizations })
      .from(users)
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(eq(users.id, ctx.actor.userId));
    if (!found) throw new NotFoundError('user', ctx.actor.userId);
    const { organization } = found;
    return {
      user: presentUser(found.user),
      organization: { ...organization, createdAt: organization.createdAt.toISOString() },
    };
  });
}
