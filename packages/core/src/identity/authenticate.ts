import { sessions, users } from '@elenchus/db/schema/identity';
import { withAuth } from '@elenchus/db/tenant';
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor, ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { verifyAccessToken } from './access-token.ts';
import { listPublicKeys } from './signing-keys.ts';

export interface Principal {
  readonly organizationId: string;
  readonly actor: Actor;
}

/**
 * Finds who bears an access token. Asks the database each time, so that a deactivated user or an ended
 * session is refused at once. Throws `unauthenticated`, in the same words whatever was wrong.
 */
export async function authenticate(
  ctx: ServiceContext<'db' | 'identity'>,
  accessToken: string,
): Promise<Principal> {
  const principal = await withAuth(ctx, async (tx) => {
    const keys = await listPublicKeys(tx);
    const claims = await verifyAccessToken(accessToken, keys, ctx.ports.identity, ctx.clock());
    if (!claims) return null;
    const [user] = await tx
      .select({ role: users.role })
      .from(users)
      .innerJoin(sessions, eq(sessions.userId, users.id))
      .where(
        and(
          eq(users.id, claims.userId),
          eq(users.organizationId, claims.organizationId),
          eq(users.isActive, true),
          eq(sessions.id, claims.sessionId),
          isNull(sessions.revokedAt),
        ),
      );
    if (!user) return null;
    return { organizationId: claims.organizationId, actor: { userId: claims.userId, role: user.role } };
  });
  if (principal) return principal;
  throw new ProblemError(
    'unauthenticated',
    'The access token is not valid or has expired. Sign in or refresh.',
  );
}
