import type { Profile } from '@elenchus/contracts/identity/models';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentProfile, visibleUserColumns } from './present-user.ts';

/** The own profile, with preferences. */
export async function getProfile(call: { readonly ctx: UserContext<'db'> }): Promise<Profile> {
  const { id } = call.ctx.actor;
  const [row] = await withTenant(call.ctx, (tx) =>
    tx.select(visibleUserColumns).from(users).where(eq(users.id, id)),
  );
  if (!row) throw new NotFoundError('user', id);
  return presentProfile(row);
}
