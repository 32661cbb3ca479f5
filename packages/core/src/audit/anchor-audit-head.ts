import { auditHeads } from '@elenchus/db/schema/audit';
import { withJobs } from '@elenchus/db/tenant';
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { blockOf, blockSize, readAnchor, readBlock, writeAnchor, writeBlock } from './anchor-objects.ts';
import { type ChainPosition, chainStart, faultAfter } from './hash-chain.ts';
import { readChain } from './read-chain.ts';

type Context = TenantContext<'db' | 'objects'>;

/** Longer than a run can last. */
const claimMs = 15 * 60_000;

/** Thrown for a log that does not go on from what was anchored before: its new head gets no copy. */
export class BrokenChainError extends Error {
  readonly code = 'broken_chain';
  readonly sequence: number;
  constructor(sequence: number, detail: string) {
    super(detail);
    this.name = 'BrokenChainError';
    this.sequence = sequence;
  }
}

/**
 * Puts a copy of the head of an organization's log, and of the hashes up to it, into the object store. It follows the
 * chain there from the copy before, so that a log that was written anew is never taken for the right one. Does nothing
 * while another run is at it. Throws `BrokenChainError`.
 */
export async function anchorAuditHead(ctx: Context): Promise<void> {
  const until = new Date(ctx.clock().getTime() + claimMs);
  const head = await claim(ctx, until);
  if (head === undefined) return;
  let anchoredSequence = head.anchoredSequence;
  try {
    const anchor = (await readAnchor(ctx)) ?? chainStart;
    if (anchor.sequence < head.anchoredSequence) {
      throw new BrokenChainError(head.anchoredSequence, 'The copy of the head is gone or too old.');
    }
    await anchorUpTo(ctx, anchor, head);
    anchoredSequence = head.sequence;
  } finally {
    await release(ctx, until, anchoredSequence);
  }
}

async function anchorUpTo(ctx: Context, anchor: ChainPosition, head: ChainPosition): Promise<void> {
  let position = anchor;
  let hashes = await hashesBefore(ctx, anchor);
  for await (const link of readChain(ctx, { after: anchor.sequence, upTo: head.sequence })) {
    const fault = faultAfter(position, link);
    if (fault) throw new BrokenChainError(fault.sequence, fault.detail);
    position = link;
    hashes.push(link.hash);
    if (hashes.length < blockSize) continue;
    await writeBlock(ctx, blockOf(link.sequence), hashes);
    hashes = [];
  }
  if (position.sequence !== head.sequence || position.hash !== head.hash) {
    throw new BrokenChainError(position.sequence + 1, 'The log does not lead to its head.');
  }
  if (hashes.length > 0) await writeBlock(ctx, blockOf(head.sequence), hashes);
  // Last, so that it never tells of hashes that are not there.
  await writeAnchor(ctx, head);
}

/** The hashes that the block which is to be continued holds already. */
async function hashesBefore(ctx: Context, anchor: ChainPosition): Promise<string[]> {
  const count = anchor.sequence % blockSize;
  if (count === 0) return [];
  const hashes = (await readBlock(ctx, blockOf(anchor.sequence))).slice(0, count);
  if (hashes.at(-1) !== anchor.hash || hashes.length < count) {
    throw new BrokenChainError(anchor.sequence, 'The copies of the head and of the hashes differ.');
  }
  return hashes;
}

/** A claim that ends later than any that is made now is none. */
async function claim(ctx: Context, until: Date) {
  const { organizationId, sequence, hash, anchoredSequence, anchorClaimedUntil } = auditHeads;
  const isClaimed = and(gt(anchorClaimedUntil, ctx.clock()), lte(anchorClaimedUntil, until));
  const [head] = await withJobs(ctx, (tx) =>
    tx
      .update(auditHeads)
      .set({ anchorClaimedUntil: until })
      .where(
        and(
          eq(organizationId, ctx.organizationId),
          gt(sequence, anchoredSequence),
          sql`(${isClaimed}) is not true`,
        ),
      )
      .returning({ sequence, hash, anchoredSequence }),
  );
  return head;
}

async function release(ctx: Context, until: Date, anchoredSequence: number): Promise<void> {
  const isMine = and(
    eq(auditHeads.organizationId, ctx.organizationId),
    eq(auditHeads.anchorClaimedUntil, until),
  );
  await withJobs(ctx, (tx) =>
    tx.update(auditHeads).set({ anchoredSequence, anchorClaimedUntil: null }).where(isMine),
  );
}
