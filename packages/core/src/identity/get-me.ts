import type { ApiKey, Organization, User } from '@elenchus/contracts/identity/models';
import { apiKeys, organizations, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentApiKey } from './present-api-key.ts';
import { presentOrganization, presentUser, visibleUserColumns } from './present-user.ts';

export interface Me {
  readonly user: User | null;
  readonly apiKey?: ApiKey;
  readonly organization: Organization;
}

/** Who calls, a user or an API key, and the organization. */
export function getMe(call: { readonly ctx: CallerContext<'db'> }): Promise<Me> {
  const { actor, organizationId } = call.ctx;
  return withTenant(call.ctx, async (tx) => {
    const [found] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
    if (!found) throw new NotFoundError('organization', organizationId);
    const organization = presentOrganization(found);
    if (actor.kind === 'apiKey') {
      const [key] = await tx.select().from(apiKeys).where(eq(apiKeys.id, actor.id));
      if (!key) throw new NotFoundError('API key', actor.id);
      return { user: null, apiKey: presentApiKey(key), organization };
    }
    const [user] = await tx.select(visibleUserColumns).from(users).where(eq(users.id, actor.id));
    if (!user) throw new NotFoundError('user', actor.id);
    return { user: presentUser(user), organization };
  });
}
