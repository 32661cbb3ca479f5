import { largestInt } from '@elenchus/contracts/platform/fields';
import * as z from 'zod';
import { ProblemError } from './errors.ts';

/** Makes an opaque cursor of the position after which the next page begins. */
export function encodeCursor(position: string | number): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor back. Throws `invalid_cursor` when it is not one of ours. */
export function decodeCursor<T extends z.ZodType>(
  cursor: string | undefined,
  position: T,
): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError('invalid_cursor', 'Use `nextCursor` of the page before, unchanged.');
  }
}

/** Positions of lists that are ordered by id, and by a number. */
export const idPosition = z.uuid();
export const numberPosition = z.int().min(0).max(largestInt);

/**
 * Cuts a page out of rows that were read with a limit of one more than wanted; the one more tells that a
 * next page exists.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => string | number,
  present: (row: Row) => Item,
): { data: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null;
  return { data: page.map(present), nextCursor };
}
