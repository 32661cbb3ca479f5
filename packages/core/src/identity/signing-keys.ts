import type { PrivateJwk, PublicJwk } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { signingKeys } from '@elenchus/db/schema/identity';
import { withSigner } from '@elenchus/db/tenant';
import { desc, sql } from 'drizzle-orm';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { ServiceContext } from '../platform/context.ts';
import { keyInUse } from './key-schedule.ts';

export const signingAlgorithm = 'EdDSA';

/** The public keys of all signing keys, newest first, as a JSON Web Key Set shows them. */
export async function listPublicKeys(tx: Transaction): Promise<PublicJwk[]> {
  const rows = await tx
    .select({ jwk: signingKeys.publicJwk })
    .from(signingKeys)
    .orderBy(desc(signingKeys.createdAt));
  return rows.map((row) => row.jwk);
}

/** The private key that signs now; makes the first one when there is none. */
export function currentSigningKey(ctx: ServiceContext<'db'>): Promise<PrivateJwk> {
  return withSigner(ctx, async (tx) => {
    const found = await findKeyInUse(tx, ctx.clock());
    if (found) return found;
    await lockSigningKeys(tx);
    const madeMeanwhile = await findKeyInUse(tx, ctx.clock());
    if (madeMeanwhile) return madeMeanwhile;
    const key = await generateSigningKey();
    await tx.insert(signingKeys).values({ ...key, createdAt: ctx.clock(), activatesAt: ctx.clock() });
    return key.privateJwk;
  });
}

async function findKeyInUse(tx: Transaction, now: Date): Promise<PrivateJwk | undefined> {
  const { activatesAt, privateJwk } = signingKeys;
  return keyInUse(await tx.select({ activatesAt, privateJwk }).from(signingKeys), now)?.privateJwk;
}

/** Lets nobody else make or remove keys until the transaction ends: two at once must not make two. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signing_keys'))`);
}

/** A new pair of keys, as it is stored. */
export async function generateSigningKey(): Promise<{
  kid: string;
  publicJwk: PublicJwk;
  privateJwk: PrivateJwk;
}> {
  const pair = await generateKeyPair(signingAlgorithm, { crv: 'Ed25519', extractable: true });
  const { x = '', d = '' } = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x });
  const publicJwk = { kid, kty: 'OKP', crv: 'Ed25519', x, alg: signingAlgorithm, use: 'sig' } as const;
  return { kid, publicJwk, privateJwk: { ...publicJwk, d } };
}
