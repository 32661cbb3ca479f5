import type { Role } from '@elenchus/contracts/platform/roles';
import type { Scope } from '@elenchus/contracts/platform/scopes';
import type { Transaction } from '@elenchus/db/database';
import {
  apiKeys,
  organizations,
  sessions,
  signingKeys,
  superusers,
  users,
} from '@elenchus/db/schema/identity';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { decodeJwt, type JWK } from 'jose';
import * as z from 'zod';
import type { ApiKeyActor, ServiceContext, UserActor } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { verifyAccessToken } from './access-token.ts';
import { hashApiKeySecret, isApiKeySecret } from './api-key-secret.ts';

/** Who calls, and what that one may: a person by role, a program by scopes. */
export type Principal =
  | {
      readonly organizationId: string;
      readonly actor: UserActor;
      readonly role: Role;
      /** Opens the routes of operators, and no row of any tenant. */
      readonly isSuperuser: boolean;
    }
  | { readonly organizationId: string; readonly actor: ApiKeyActor; readonly scopes: readonly Scope[] };

type Context = ServiceContext<'db' | 'identity'>;

/** The last use of a key is noted no more often than that. */
const lastUseMs = 60_000;

const claimedIds = z.object({ sub: z.uuid(), sid: z.uuid() });

/**
 * Finds who bears an access token. Asks the database each time, so that a deactivated user, an ended session or a
 * closed organization is refused at once. Throws `unauthenticated`, in the same words whatever was wrong.
 */
export async function authenticateToken(ctx: Context, tx: Transaction, token: string): Promise<Principal> {
  const ids = readIds(token);
  if (!ids) throw invalidToken();
  // Keys and user come in one query, by ids that nobody has vouched for yet; the token is verified before they count.
  const [found] = await tx
    .select({
      role: users.role,
      isSuperuser: superusers.isSuperuser,
      organizationId: users.organizationId,
      keys: sql<JWK[]>`(select json_agg(${signingKeys.publicJwk}) from ${signingKeys})`,
    })
    .from(users)
    .innerJoin(sessions, eq(sessions.userId, users.id))
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        eq(users.id, ids.sub),
        eq(users.isActive, true),
        eq(organizations.isActive, true),
        eq(sessions.id, ids.sid),
        isNull(sessions.revokedAt),
      ),
    );
  if (!found) throw invalidToken();
  const claims = await verifyAccessToken(token, found.keys, ctx.ports.identity, ctx.clock());
  if (claims?.organizationId !== found.organizationId) throw invalidToken();
  return {
    organizationId: found.organizationId,
    actor: { kind: 'user', id: claims.userId, role: found.role, sessionId: claims.sessionId },
    role: found.role,
    isSuperuser: found.isSuperuser,
  };
}

/** Refuses, without a query, what cannot be the secret of an API key. Throws `unauthenticated`. */
export function requireApiKeyForm(secret: string): void {
  if (!isApiKeySecret(secret)) throw invalidKey();
}

/** Finds the API key of a secret and notes its use. Throws `unauthenticated`. */
export async function authenticateApiKey(
  ctx: Pick<Context, 'clock'>,
  tx: Transaction,
  secret: string,
): Promise<Principal> {
  const now = ctx.clock();
  const [found] = await tx
    .select({ key: apiKeys })
    .from(apiKeys)
    .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(
      and(
        eq(apiKeys.keyHash, hashApiKeySecret(secret)),
        isNull(apiKeys.revokedAt),
        eq(organizations.isActive, true),
      ),
    );
  const { key } = found ?? {};
  if (!key || (key.expiresAt !== null && key.expiresAt <= now)) throw invalidKey();
  const notedLately = new Date(now.getTime() - lastUseMs);
  if (key.lastUsedAt === null || key.lastUsedAt < notedLately) {
    await tx
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(
        and(eq(apiKeys.id, key.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, notedLately))),
      );
  }
  return {
    organizationId: key.organizationId,
    actor: { kind: 'apiKey', id: key.id, agentType: key.agentType },
    scopes: key.scopes,
  };
}

function readIds(token: string): z.infer<typeof claimedIds> | undefined {
  try {
    return claimedIds.safeParse(decodeJwt(token)).data;
  } catch {
    return undefined;
  }
}

function invalidToken(): ProblemError {
  return new ProblemError(
    'unauthenticated',
    'The access token is not valid or has expired. Sign in or refresh.',
  );
}

function invalidKey(): ProblemError {
  return new ProblemError('unauthenticated', 'The API key is not valid, has expired or was revoked.');
}
