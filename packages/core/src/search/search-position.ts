import * as z from 'zod';
import { decodeCursor, encodeCursor } from '../platform/paging.ts';

/** Deeper than this nobody reads, and every page costs the ones before it. */
const deepest = 10_000;

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000');

/** A cursor comes back from a client: nothing in it may be more than PostgreSQL can read. */
const position = z.object({
  /** The order of the last hit: name, day, document and score as far as the sort uses them, and its id. */
  after: z.tuple([z.string().refine(isStorable), z.int32(), z.uuid(), z.number(), z.uuid()]),
  /** Hits on the pages before. */
  depth: z.int().min(1).max(deepest),
  /** When the first page was read. */
  asOf: z.iso.datetime().refine((time) => !time.startsWith('0000')),
});
export type SearchPosition = z.infer<typeof position>;

const text = z
  .string()
  .transform((value): unknown => JSON.parse(value))
  .pipe(position);

/** Reads a cursor of a search. Throws `invalid_cursor`. */
export function decodePosition(cursor: string | undefined): SearchPosition | undefined {
  return decodeCursor(cursor, text);
}

/** The cursor after a hit; null when it lies too deep. */
export function encodePosition(value: SearchPosition): string | null {
  return value.depth <= deepest ? encodeCursor(JSON.stringify(value)) : null;
}
