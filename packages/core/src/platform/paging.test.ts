import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, idPosition, numberPosition, toPage } from './paging.ts';

describe('cursors', () => {
  it('give back the position they were made of', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uuid(), (n, id) => {
        expect(decodeCursor(encodeCursor(n), numberPosition)).toBe(n);
        expect(decodeCursor(encodeCursor(id), idPosition)).toBe(id);
      }),
    );
  });

  it('are a position or refused with invalid_cursor, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          try {
            expect(decodeCursor(text, numberPosition)).toSatisfy(
              (n: number) => Number.isInteger(n) && n >= 0,
            );
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid_cursor' });
          }
        },
      ),
    );
    for (const wrong of [encodeCursor('x'), encodeCursor(-1), encodeCursor(1.5), '', '!']) {
      expect(() => decodeCursor(wrong, numberPosition)).toThrow(
        expect.objectContaining({ code: 'invalid_cursor' }),
      );
    }
  });
});

describe('toPage', () => {
  it('walks through all rows once, whatever the limit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (values, limit) => {
          const rows = values.toSorted((a, b) => a - b);
          const seen: number[] = [];
          let cursor: string | null = null;
          do {
            const after: number = decodeCursor(cursor ?? undefined, numberPosition) ?? -1;
            const read = rows.filter((row) => row > after).slice(0, limit + 1);
            const page = toPage(read, limit, Number, Number);
            seen.push(...page.data);
            cursor = page.nextCursor;
          } while (cursor !== null);
          expect(seen).toEqual(rows);
        },
      ),
    );
  });
});
