import { roleIsAtLeast } from '@elenchus/contracts/platform/roles';
import type { RouteAuth, RouteContract } from '@elenchus/contracts/platform/route';
import {
  authenticateApiKey,
  authenticateToken,
  type Principal,
  requireApiKeyForm,
} from '@elenchus/core/identity/authenticate';
import type { ServiceContext } from '@elenchus/core/platform/context';
import { countRequest, type RateLimitCount } from '@elenchus/core/platform/count-requests';
import { ProblemError } from '@elenchus/core/platform/errors';
import { withAuth } from '@elenchus/db/tenant';
import { bucketsOf } from './rate-limits.ts';

/** The headers that say who calls, in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

export interface Identified {
  readonly principal: Principal | undefined;
  readonly counts: readonly RateLimitCount[];
}

/**
 * Finds who calls a route and counts the call, in one transaction, before anything else of the request is looked at.
 * Throws `unauthenticated`.
 */
export function identifyCaller(
  ctx: ServiceContext<'db' | 'identity'>,
  contract: RouteContract,
  headers: Headers,
): Promise<Identified> {
  const { rateLimits } = ctx.ports.identity;
  const credential = contract.auth.kind === 'public' ? undefined : readCredential(headers);
  if (credential?.kind === 'apiKey') requireApiKeyForm(credential.secret);
  return withAuth(ctx, async (tx) => {
    const principal =
      credential &&
      (credential.kind === 'apiKey'
        ? await authenticateApiKey(ctx, tx, credential.secret)
        : await authenticateToken(ctx, tx, credential.token));
    const counts = rateLimits
      ? await countRequest(tx, bucketsOf(contract, principal, ctx.origin.ipAddress), rateLimits, ctx.clock())
      : [];
    return { principal, counts };
  });
}

/** Throws `forbidden` when the role, the mark of an operator, or the scopes of the API key, do not reach. */
export function requireAllowed(auth: Exclude<RouteAuth, { kind: 'public' }>, principal: Principal): void {
  if (auth.kind === 'super') {
    if ('role' in principal && principal.isSuperuser) return;
    throw new ProblemError('forbidden', 'This is for operators of the platform.');
  }
  if ('role' in principal) {
    if (roleIsAtLeast(principal.role, auth.role)) return;
    throw new ProblemError('forbidden', `This needs the role "${auth.role}" or above.`);
  }
  if (auth.kind === 'user') {
    throw new ProblemError('forbidden', 'This needs a signed-in person; an API key will not do.');
  }
  if (principal.scopes.includes(auth.scope)) return;
  throw new ProblemError('forbidden', `This needs an API key with the scope "${auth.scope}".`);
}

type Credential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'apiKey'; readonly secret: string };

function readCredential({ authorization, 'x-api-key': secret }: Headers): Credential {
  if (authorization !== undefined && secret !== undefined) {
    throw new ProblemError('unauthenticated', 'Send either `Authorization` or `X-API-Key`, not both.');
  }
  if (secret !== undefined) return { kind: 'apiKey', secret };
  const [, token] = /^Bearer +([^ ]+)$/i.exec(authorization ?? '') ?? [];
  if (token !== undefined) return { kind: 'token', token };
  throw new ProblemError(
    'unauthenticated',
    'Send the header `Authorization: Bearer <access token>` or `X-API-Key: <key>`.',
  );
}
