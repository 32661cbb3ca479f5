import { describe, expect, it } from 'vitest';
import { encodeCursor } from '../platform/paging.ts';
import { decodePosition, encodePosition, type SearchPosition } from './search-position.ts';

const id = '0193a9a0-7c5e-7c1f-8f2e-0a1b2c3d4e5f';
const position: SearchPosition = {
  after: ['größe.txt', -20_000, id, -1.5, id],
  depth: 25,
  asOf: '2026-01-02T03:04:05.678Z',
};

describe('the position of a search', () => {
  it('comes back from its cursor', () => {
    expect(decodePosition(encodePosition(position) ?? undefined)).toEqual(position);
  });

  it.each([
    [{ after: ['a\u0000', 0, id, 0, id] }],
    [{ after: ['\ud800', 0, id, 0, id] }],
    [{ after: ['', 3e9, id, 0, id] }],
    [{ after: ['', 0, 'x', 0, id] }],
    [{ asOf: '0000-01-01T00:00:00Z' }],
    [{ depth: 10_001 }],
  ])('is refused as %j', (change) => {
    const cursor = encodeCursor(JSON.stringify({ ...position, ...change }));
    expect(() => decodePosition(cursor)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
  });
});
