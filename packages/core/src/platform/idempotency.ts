import { createHash, createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '@elenchus/db/database';
import { type IdempotencyKeyRow, idempotencyKeys } from '@elenchus/db/schema/requests';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from './context.ts';
import { ProblemError } from './errors.ts';

/** A request is over by then for certain: functions of routes end after 29 s. */
const lockMs = 60_000;
/** How long an answer is kept. */
const lifeMs = 24 * 3_600_000;
/** How long a repeat waits for the first request to be answered. */
const patienceMs = 20_000;

export interface StoredAnswer {
  readonly statusCode: number;
  /** JSON text; null when it held a secret. */
  readonly answer: string | null;
}

/** The key belongs to this request: what it does, and answers, is remembered. */
export interface OwnedKey {
  /** To run at the end of each transaction of the request: from the first that changed something there is no second try. */
  noteEffect(tx: Transaction): Promise<void>;
  /** Whether a transaction of the request has changed something. */
  hasEffect(): boolean;
  keep(answer: StoredAnswer): Promise<void>;
  /** Frees the key; false if a change was stored with it, so that it stays. */
  release(): Promise<boolean>;
}

export type Claim = { readonly owned: OwnedKey } | { readonly answered: StoredAnswer };

type Context = CallerContext<'db'>;

/**
 * Claims an `Idempotency-Key` for a request, or gives the answer of the first request with it, for which it waits.
 * Keys belong to who sends them. Throws `idempotency_key_reused` for another request, `idempotency_in_progress`
 * when the first one still runs, and `idempotency_outcome_unknown` when it took effect and its answer was lost.
 * Follows draft-ietf-httpapi-idempotency-key-header.
 */
export async function claimIdempotencyKey(ctx: Context, key: string, request: string): Promise<Claim> {
  const keyHash = sha256(key);
  // With the key, which is not stored: the request may hold a password, and a plain hash of it could be guessed at.
  const requestHash = createHmac('sha256', key).update(request).digest();
  const giveUpAt = ctx.clock().getTime() + patienceMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    const now = ctx.clock();
    const row = await withTenant(ctx, (tx) => claim(ctx, tx, { keyHash, requestHash }, now));
    if (row === 'owned') return { owned: ownedKey(ctx, keyHash, new Date(now.getTime() + lockMs)) };
    if (!Buffer.from(row.requestHash).equals(requestHash)) {
      throw new ProblemError('idempotency_key_reused', 'Use a new key for another request.');
    }
    if (row.statusCode !== null) return { answered: { statusCode: row.statusCode, answer: row.answer } };
    if (row.tookEffect && row.lockedUntil <= now) {
      throw new ProblemError('idempotency_outcome_unknown', 'Read what is there, then use a new key.');
    }
    if (now.getTime() >= giveUpAt) {
      throw new ProblemError('idempotency_in_progress', 'Repeat the request, with the same key, in a while.');
    }
    await delay(pauseMs);
  }
}

/** Takes a key that is new, has expired, or was left by a request that died before it changed anything. */
async function claim(
  ctx: Context,
  tx: Transaction,
  { keyHash, requestHash }: { keyHash: Uint8Array; requestHash: Uint8Array },
  now: Date,
): Promise<'owned' | IdempotencyKeyRow> {
  const fresh = {
    requestHash,
    lockedUntil: new Date(now.getTime() + lockMs),
    tookEffect: false,
    statusCode: null,
    answer: null,
    createdAt: now,
  };
  const expired = new Date(now.getTime() - lifeMs).toISOString();
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ organizationId: ctx.organizationId, actorId: ctx.actor.id, keyHash, ...fresh })
    .onConflictDoUpdate({
      target: [idempotencyKeys.organizationId, idempotencyKeys.actorId, idempotencyKeys.keyHash],
      set: fresh,
      setWhere: sql`${idempotencyKeys.createdAt} <= ${expired}::timestamptz or (${idempotencyKeys.statusCode} is null
        and not ${idempotencyKeys.tookEffect} and ${idempotencyKeys.lockedUntil} <= ${now.toISOString()}::timestamptz)`,
    })
    .returning({ keyHash: idempotencyKeys.keyHash });
  if (taken.length > 0) return 'owned';
  const [row] = await tx.select().from(idempotencyKeys).where(isKey(ctx, keyHash));
  // Released between the two statements: the next turn finds it free.
  return row ?? { ...fresh, organizationId: ctx.organizationId, actorId: ctx.actor.id, keyHash };
}

function ownedKey(ctx: Context, keyHash: Uint8Array, lockedUntil: Date): OwnedKey {
  const isMine = and(isKey(ctx, keyHash), eq(idempotencyKeys.lockedUntil, lockedUntil));
  let hasEffect = false;
  return {
    hasEffect: () => hasEffect,
    async noteEffect(tx) {
      const [state] = await tx.execute(sql`select pg_current_xact_id_if_assigned() is not null as changed`);
      if (state?.['changed'] !== true) return;
      const noted = await tx
        .update(idempotencyKeys)
        .set({ tookEffect: true })
        .where(isMine)
        .returning({ keyHash: idempotencyKeys.keyHash });
      if (noted.length === 0) {
        throw new ProblemError('idempotency_in_progress', 'Another request with this key took over.');
      }
      hasEffect = true;
    },
    async keep({ statusCode, answer }) {
      await withTenant(ctx, (tx) => tx.update(idempotencyKeys).set({ statusCode, answer }).where(isMine));
    },
    async release() {
      return withTenant(ctx, async (tx) => {
        await tx.delete(idempotencyKeys).where(and(isMine, eq(idempotencyKeys.tookEffect, false)));
        return (await tx.select().from(idempotencyKeys).where(isMine)).length === 0;
      });
    },
  };
}

function isKey(ctx: Context, keyHash: Uint8Array) {
  return and(
    eq(idempotencyKeys.organizationId, ctx.organizationId),
    eq(idempotencyKeys.actorId, ctx.actor.id),
    eq(idempotencyKeys.keyHash, keyHash),
  );
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
