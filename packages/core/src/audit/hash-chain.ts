import { createHash } from 'node:crypto';

/** An entry as it stands in the chain: `entry` is its JSON text, word for word as it was hashed. */
export interface ChainLink {
  readonly sequence: number;
  readonly id: string;
  readonly entry: string;
  readonly hash: string;
}

/** How far a chain reaches: its last entry, or its beginning. */
export type ChainPosition = Pick<ChainLink, 'sequence' | 'hash'>;

export const chainStart: ChainPosition = { sequence: 0, hash: '0'.repeat(64) };

/** As the function `append_audit` of the database makes it. */
export function hashOfEntry(before: ChainPosition, sequence: number, entry: string): string {
  return createHash('sha256').update(`${before.hash}\n${sequence}\n${entry}`).digest('hex');
}

export interface ChainFault {
  /** The first entry that is not as it was written. */
  readonly sequence: number;
  readonly fault: 'missing' | 'changed';
  readonly detail: string;
  /** What stands in its place. */
  readonly link?: ChainLink;
}

/** What is wrong with the entry that stands after a position; undefined when it is the one that was written there. */
export function faultAfter(position: ChainPosition, link: ChainLink): ChainFault | undefined {
  const sequence = position.sequence + 1;
  if (link.sequence > sequence) {
    return {
      sequence,
      fault: 'missing',
      detail: `Entry ${sequence} is gone; the next one is ${link.sequence}.`,
    };
  }
  const isNext = link.sequence === sequence;
  if (isNext && link.hash === hashOfEntry(position, sequence, link.entry)) return undefined;
  const detail = isNext
    ? `The hash of entry ${sequence} does not follow from its text and the hash of the entry before it.`
    : `Entry ${link.sequence} was never written by the log.`;
  return { sequence: link.sequence, fault: 'changed', detail, link };
}
