import type { updateProfile as contract } from '@elenchus/contracts/identity/member-routes';
import type { Profile } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { givenFields } from '../platform/given-fields.ts';
import { requireVersion } from '../platform/require-version.ts';
import { lockUser } from './lock-user.ts';
import { presentProfile } from './present-user.ts';

type Request = RouteRequest<typeof contract>;

/** Changes the own profile. Throws `conflict` and `precondition_failed` for another version than the one given. */
export function updateProfile(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: Request['body'] & Pick<Request, 'ifMatch'>;
}): Promise<Profile> {
  const { ctx } = call;
  const { version, ifMatch, ...given } = call.input;
  const { id } = ctx.actor;
  return withTenant(ctx, async (tx) => {
    const row = await lockUser(tx, id);
    requireVersion(row.version, { version, ifMatch });
    const fields = givenFields(given);
    const changes = { ...fields, version: row.version + 1, updatedAt: ctx.clock() };
    await tx.update(users).set(changes).where(eq(users.id, id));
    await recordAudit(ctx, tx, {
      action: 'user.updated',
      resource: { type: 'user', id },
      details: { changed: Object.keys(fields) },
    });
    return presentProfile({ ...row, ...changes });
  });
}
