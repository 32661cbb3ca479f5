import { roleIsAtLeast } from '@elenchus/contracts/platform/roles';
import type { RouteAuth } from '@elenchus/contracts/platform/route';
import { authenticate, type Principal } from '@elenchus/core/identity/authenticate';
import type { ServiceContext } from '@elenchus/core/platform/context';
import { ProblemError } from '@elenchus/core/platform/errors';

/** Finds who calls and whether they may. Throws `unauthenticated`, `forbidden`. */
export async function authorize(
  ctx: ServiceContext<'db' | 'identity'>,
  auth: Extract<RouteAuth, { kind: 'user' }>,
  authorization: string | undefined,
): Promise<Principal> {
  const [, token] = /^Bearer +([^ ]+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) {
    throw new ProblemError('unauthenticated', 'Send the header `Authorization: Bearer <access token>`.');
  }
  const principal = await authenticate(ctx, token);
  if (!roleIsAtLeast(principal.actor.role, auth.role)) {
    throw new ProblemError('forbidden', `This needs the role "${auth.role}" or above.`);
  }
  return principal;
}
