import { describe, expect, it } from 'vitest';
import { quotedShares } from './quoted-shares.ts';

describe('quotedShares', () => {
  it('tells how much of a chunk is quoted, overlaps counted once', () => {
    const shareOf = quotedShares([
      { start: 50, end: 70 },
      { start: 10, end: 20 },
      { start: 60, end: 80 },
    ]);
    expect(shareOf({ start: 0, end: 10 })).toBe(0);
    expect(shareOf({ start: 15, end: 25 })).toBe(0.5);
    expect(shareOf({ start: 50, end: 80 })).toBe(1);
    expect(shareOf({ start: 0, end: 100 })).toBeCloseTo(0.4);
  });
});
