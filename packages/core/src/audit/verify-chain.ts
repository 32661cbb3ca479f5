import type { AuditVerification } from '@elenchus/contracts/audit/models';
import type { TenantContext } from '../platform/context.ts';
import { type Anchor, readAnchor } from './anchor-objects.ts';
import { type ChainEnd, readChainEnd } from './chain-end.ts';
import { findRewritten } from './find-rewritten.ts';
import { type ChainLink, type ChainPosition, chainStart, faultAfter } from './hash-chain.ts';
import { readChain } from './read-chain.ts';

type Context = TenantContext<'db' | 'objects'>;
type Invalid = NonNullable<AuditVerification['firstInvalid']>;

/**
 * Computes every hash of an organization's log anew, and compares its end with the head in the database and with the
 * copy in the object store. Names the first entry that is not as it was written.
 */
export async function verifyChain(
  ctx: Context,
): Promise<{ readonly entries: number; readonly firstInvalid: Invalid | undefined }> {
  const before = await readChainEnd(ctx);
  const anchor = await readAnchor(ctx);
  // Once more: others go on writing, and the log is now at least as long as its copy.
  const end = await readChainEnd(ctx);
  const { position, last, fault } = await walk(ctx, end.lastSequence);
  const rewritten =
    anchor && (await findRewritten(ctx, anchor, Math.min(position.sequence, anchor.sequence)));
  const firstInvalid =
    (rewritten && describeRewritten(rewritten)) ??
    fault ??
    faultAtEnd(position, last, end, anchor) ??
    faultOfAnchor(anchor, before.head?.anchoredSequence ?? 0);
  return { entries: end.entries, firstInvalid };
}

interface Walk {
  /** The last entry up to which all hashes are right. */
  readonly position: ChainPosition;
  readonly last: ChainLink | undefined;
  readonly fault?: Invalid;
}

async function walk(ctx: Context, upTo: number): Promise<Walk> {
  let position = chainStart;
  let last: ChainLink | undefined;
  for await (const link of readChain(ctx, { after: Number.MIN_SAFE_INTEGER, upTo })) {
    const found = faultAfter(position, link);
    if (found) {
      const { sequence, fault, detail } = found;
      return { position, last, fault: { sequence, id: found.link?.id ?? null, fault, detail } };
    }
    position = last = link;
  }
  return { position, last };
}

function describeRewritten({
  sequence,
  id,
}: {
  readonly sequence: number;
  readonly id: string | null;
}): Invalid {
  const detail = `Entry ${sequence} has another hash than was copied to the object store: it was written anew, and the hashes after it with it.`;
  return { sequence, id, fault: 'changed', detail };
}

/** What the head and its copy say of a log whose entries follow each other without a fault. */
function faultAtEnd(
  { sequence, hash }: ChainPosition,
  last: ChainLink | undefined,
  { head }: ChainEnd,
  anchor: Anchor | undefined,
): Invalid | undefined {
  const missing = (detail: string): Invalid => ({
    sequence: sequence + 1,
    id: null,
    fault: 'missing',
    detail,
  });
  if (sequence === 0) return missing('The log is empty; at least the sign-in of who asks must be in it.');
  if (anchor && anchor.sequence > sequence) {
    return missing(`The log ends at ${sequence}, and had ${anchor.sequence} entries on ${anchor.at}.`);
  }
  if (head && head.sequence > sequence && head.hash !== hash) {
    return missing(`The log ends at ${sequence}, and its head says ${head.sequence}.`);
  }
  if (head?.sequence === sequence && head.hash === hash) return undefined;
  const detail = head
    ? `The head of the log tells of another end than entry ${sequence}.`
    : `The head of the log is gone; its last entry is ${sequence}.`;
  return { sequence, id: last?.id ?? null, fault: 'head_changed', detail };
}

function faultOfAnchor(anchor: Anchor | undefined, anchoredSequence: number): Invalid | undefined {
  if ((anchor?.sequence ?? 0) >= anchoredSequence) return undefined;
  const detail = anchor
    ? `The copy of the head in the object store is of entry ${anchor.sequence}; the database says ${anchoredSequence}.`
    : `There is no copy in the object store of the head of entry ${anchoredSequence}.`;
  return { sequence: anchoredSequence, id: null, fault: 'anchor_changed', detail };
}
