import type { Tamperer } from './tamperer.ts';

/** A log of `count` entries of which `anchored` are anchored, and two of them. */
export interface Log {
  readonly tamperer: Tamperer;
  readonly count: number;
  readonly anchored: number;
  readonly i: number;
  readonly j: number;
}
/** What is to be found first. */
type Found = readonly [sequence: number, fault: string];
/** All that can be done to a log; undefined where it would change nothing, or where nothing outside of the database tells of it. */
export const tamperings: Record<string, (log: Log) => Promise<Found | undefined>> = {
  'changed text': async ({ tamperer, i }) => {
    await tamperer.changeText(i);
    return [i, 'changed'];
  },
  'changed hash': async ({ tamperer, i }) => {
    await tamperer.changeHash(i);
    return [i, 'changed'];
  },
  'changed text and hash': async ({ tamperer, i, count, anchored }) => {
    await tamperer.changeText(i);
    await tamperer.rehash(i, i);
    // Without a copy of its hash the entry fits what comes before it, and what comes after it does not.
    if (i <= anchored) return [i, 'changed'];
    return i === count ? [i, 'head_changed'] : [i + 1, 'changed'];
  },
  'removed entry': async ({ tamperer, i }) => {
    await tamperer.remove(i);
    return [i, 'missing'];
  },
  'removed entry, later ones moved up': async ({ tamperer, i, count }) => {
    await tamperer.remove(i);
    await tamperer.closeGap(i);
    return [i, i === count ? 'missing' : 'changed'];
  },
  'swapped entries': async ({ tamperer, i, j }) => {
    if (i === j) return undefined;
    await tamperer.swap(i, j);
    return [Math.min(i, j), 'changed'];
  },
  'swapped texts': async ({ tamperer, i, j }) => {
    if (i === j) return undefined;
    await tamperer.swapTexts(i, j);
    return [Math.min(i, j), 'changed'];
  },
  'swapped entries, hashes computed anew': async ({ tamperer, i, j, count, anchored }) => {
    if (i === j || Math.min(i, j) > anchored) return undefined;
    await tamperer.swap(i, j);
    await tamperer.rehash(Math.min(i, j), count);
    await tamperer.refitHead();
    return [Math.min(i, j), 'changed'];
  },
  'entry moved to the end': async ({ tamperer, i, count }) => {
    await tamperer.move(i, count + 5);
    return [i, 'missing'];
  },
  'tail cut': async ({ tamperer, i }) => {
    await tamperer.cutAfter(i - 1);
    return [i, 'missing'];
  },
  'tail cut, head set back': async ({ tamperer, i, anchored }) => {
    if (i > anchored) return undefined;
    await tamperer.cutAfter(i - 1);
    await tamperer.refitHead();
    return [i, 'missing'];
  },
  'added entry': async ({ tamperer, count }) => {
    await tamperer.insert(count + 1);
    return [count + 1, 'head_changed'];
  },
  'entry before the first': async ({ tamperer, i }) => {
    await tamperer.insert(1 - i);
    return [1 - i, 'changed'];
  },
  'all written anew from an entry on': async ({ tamperer, i, count, anchored }) => {
    if (i > anchored) return undefined;
    await tamperer.changeText(i);
    await tamperer.rehash(i, count);
    await tamperer.refitHead();
    return [i, 'changed'];
  },
  'removed and all written anew': async ({ tamperer, i, count, anchored }) => {
    if (i > anchored) return undefined;
    await tamperer.remove(i);
    await tamperer.closeGap(i);
    await tamperer.rehash(i, count);
    await tamperer.refitHead();
    return i === count ? [i, 'missing'] : [i, 'changed'];
  },
  'emptied log': async ({ tamperer }) => {
    await tamperer.cutAfter(0);
    return [1, 'missing'];
  },
  'emptied log without a head': async ({ tamperer }) => {
    await tamperer.cutAfter(0);
    await tamperer.removeHead();
    return [1, 'missing'];
  },
  'removed head': async ({ tamperer, count }) => {
    await tamperer.removeHead();
    return [count, 'head_changed'];
  },
  'changed hash of the head': async ({ tamperer, count }) => {
    await tamperer.setHead({ hash: 'f'.repeat(64) });
    return [count, 'head_changed'];
  },
  'head set back': async ({ tamperer, i, count }) => {
    const hash = (await tamperer.links())[i - 2]?.hash ?? '0'.repeat(64);
    await tamperer.setHead({ sequence: i - 1, hash });
    return [count, 'head_changed'];
  },
  'head set forward': async ({ tamperer, i, count }) => {
    await tamperer.setHead({ sequence: count + i });
    return [count, 'head_changed'];
  },
  'anchoring prevented': async ({ tamperer, anchored, i }) => {
    await tamperer.setHead({ anchored_sequence: anchored + i });
    return [anchored + i, 'anchor_changed'];
  },
};
