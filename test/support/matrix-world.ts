import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import type { Role } from '@elenchus/contracts/platform/roles';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { type Scope, scopes } from '@elenchus/contracts/platform/scopes';
import { createCase } from '@elenchus/core/cases/create-case';
import { createConversation } from '@elenchus/core/conversations/create-conversation';
import { signAccessToken } from '@elenchus/core/identity/access-token';
import { apiKeyPrefix, hashApiKeySecret, newApiKeySecret } from '@elenchus/core/identity/api-key-secret';
import { currentSigningKey } from '@elenchus/core/identity/signing-keys';
import type { UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import type { Database } from '@elenchus/db/database';
import { documents } from '@elenchus/db/schema/documents';
import { apiKeys, invitations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { importJWK, SignJWT } from 'jose';
import { expect } from 'vitest';
import { asOwner, identitySettings, makeIdentityTenant, makeUser } from './identity.ts';
import { storeDocument } from './store-document.ts';

/** What stands in the documents of the firm that strangers try to reach, and in no other. */
export const secret = 'The pangolin covenant';

type Context = UserContext<'db' | 'identity'>;
export type Credentials = Readonly<Record<string, string>>;

export const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` });

/** A firm with one of each thing that a path can name: its ids, by the name of the parameter. */
export async function makeVictim(
  db: Database,
): Promise<{ ctx: Context; ids: Readonly<Record<string, string>> }> {
  const ctx = await makeIdentityTenant({}, db);
  const searching = { ...ctx, ports: { ...ctx.ports, embedder: new OfflineEmbedder() } };
  const { id: caseId } = await createCase({ ctx, input: { clientName: secret } });
  const documentId = await storeDocument(searching, { caseId, fileName: 'a.txt', passages: [`${secret}.`] });
  await withTenant(ctx, (tx) =>
    tx.update(documents).set({ originalVersionId: 'v1' }).where(eq(documents.id, documentId)),
  );
  const { id: conversationId } = await createConversation({ ctx, input: { caseId } });
  const other = await makeUser(ctx, 'viewer');
  const invitationId = newUuid();
  await withTenant(ctx, (tx) =>
    tx.insert(invitations).values({
      id: invitationId,
      organizationId: ctx.organizationId,
      email: `${newUuid()}@test.example`,
      role: 'viewer',
      tokenHash: hashApiKeySecret(newUuid()),
      invitedBy: ctx.actor.id,
      expiresAt: new Date(Date.now() + 86_400_000),
      createdAt: new Date(),
    }),
  );
  const { id: apiKeyId } = await makeApiKey(ctx, [...scopes]);
  const { id: userId } = other.user;
  return {
    ctx,
    ids: {
      caseId,
      documentId,
      conversationId,
      userId,
      sessionId: other.ctx.actor.sessionId,
      invitationId,
      apiKeyId,
    },
  };
}

/** A key of the context's organization with these scopes. */
export async function makeApiKey(
  ctx: Context,
  granted: Scope[],
): Promise<{ id: string; headers: Credentials }> {
  const key = newApiKeySecret();
  const id = newUuid();
  await withTenant(ctx, (tx) =>
    tx.insert(apiKeys).values({
      id,
      organizationId: ctx.organizationId,
      name: 'matrix',
      prefix: apiKeyPrefix(key),
      keyHash: hashApiKeySecret(key),
      scopes: granted,
      createdBy: ctx.actor.id,
      createdAt: new Date(),
    }),
  );
  return { id, headers: { 'x-api-key': key } };
}

/** The credentials of a new user of the organization. */
export async function signedInAs(ctx: Context, role: Role): Promise<Credentials> {
  return bearer((await makeUser(ctx, role)).accessToken);
}

/** The credentials of a new user of the organization who operates the platform. */
export async function signedInAsOperator(ctx: Context, role: Role = 'owner'): Promise<Credentials> {
  const { user, accessToken } = await makeUser(ctx, role);
  await asOwner()`update users set is_superuser = true where id = ${user.id}`;
  return bearer(accessToken);
}

/** Everything that somebody might send instead of a valid access token, by what is wrong with it. */
export async function wrongCredentials(ctx: Context): Promise<Readonly<Record<string, Credentials>>> {
  const { user, refreshToken, accessToken, ctx: own } = await makeUser(ctx, 'owner');
  const key = await currentSigningKey(ctx);
  const claims = { userId: user.id, organizationId: user.organizationId, sessionId: own.actor.sessionId };
  const hourAgo = new Date(Date.now() - 3_600_000);
  const typed = (typ: string, changes: object = {}) =>
    importJWK(key, 'EdDSA').then((signer) =>
      new SignJWT({ org: claims.organizationId, sid: claims.sessionId, ...changes })
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: key.kid })
        .setSubject(claims.userId)
        .setIssuer(identitySettings.issuer)
        .setAudience(identitySettings.issuer)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(signer),
    );
  const unsigned = accessToken.split('.');
  return {
    none: {},
    'an expired token': bearer(await signAccessToken(claims, key, identitySettings, hourAgo)),
    'a refresh token': bearer(refreshToken),
    'a token of another type': bearer(await typed('JWT')),
    'a token for another organization': bearer(await typed('at+jwt', { org: newUuid() })),
    'a token of another session': bearer(await typed('at+jwt', { sid: newUuid() })),
    'an unsigned token': bearer(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${unsigned[1]}.`),
    'a token with a changed signature': bearer(`${accessToken.slice(0, -8)}AAAAAAAA`),
    'another scheme': { authorization: `Basic ${accessToken}` },
    nonsense: bearer('x'),
    'an unknown API key': { 'x-api-key': newApiKeySecret() },
    'a mistyped API key': { 'x-api-key': `${newApiKeySecret().slice(0, -1)}!` },
    'an access token as API key': { 'x-api-key': accessToken },
  };
}

/** Ids that nothing has. */
export const noIds = new Proxy<Record<string, string>>({}, { get: () => newUuid() });

/** A request that fits the contract and names these ids, wherever it names any. */
export function requestNaming(contract: RouteContract, ids: Readonly<Record<string, string>>) {
  const names = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const idNamed = (name: string) => ids[name] ?? expect.fail(`add an id for ${name} to makeVictim()`);
  const { body } = contract.example ?? {};
  if (contract.body && body === undefined) expect.fail(`add an example of the body to ${contract.operation}`);
  const query = Object.keys(contract.query?.shape ?? {}).includes('caseId') ? `caseId=${ids['caseId']}` : '';
  const prefix = contract.query?.shape && 'prefix' in contract.query.shape ? 'prefix=pang&' : '';
  return {
    ...(names.length > 0 && { params: Object.fromEntries(names.map((name) => [name, idNamed(name)])) }),
    ...(contract.body && { body: withIds(body, ids) }),
    query: `${prefix}${query}`,
  };
}

/** Whether a request that fits the contract can name something that belongs to somebody. */
export function namesIds(contract: RouteContract): boolean {
  const request = requestNaming(contract, noIds);
  return (
    'params' in request || request.query !== '' || /"\w*[iI]ds?":/.test(JSON.stringify(request.body ?? ''))
  );
}

/** Replaces the ids of an example: `caseId`, `documentIds`. */
function withIds(value: unknown, ids: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      if (name === 'batchId') return [];
      const single = name.replace(/Ids$/, 'Id');
      if (!single.endsWith('Id') || ids[single] === undefined) return [[name, withIds(part, ids)]];
      return [[name, name.endsWith('Ids') ? [ids[single]] : ids[single]]];
    }),
  );
}
