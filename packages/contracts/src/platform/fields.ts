import * as z from 'zod';

/** A UUID; capitals are taken for what they mean, since keys of objects are made of ids. */
export const id = z.uuid().toLowerCase().meta({ format: 'uuid', pattern: undefined });

/** What PostgreSQL's `int` holds. */
export const largestInt = 2_147_483_647;

const isWellFormed = (value: string) => value.isWellFormed();
const illFormed = 'must be well-formed Unicode, without half surrogate pairs';
export const timestamp = z.iso.datetime().meta({ format: 'date-time', pattern: undefined });

/** A day from a client, `YYYY-MM-DD`; PostgreSQL knows no year 0. */
export const day = z.iso
  .date()
  .refine((value) => !value.startsWith('0000'), 'must lie in the years 1 to 9999');

/** One line of text from a client: trimmed, without control characters, 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value), 'must not hold control characters')
    .refine(isWellFormed, illFormed);
}

/** Free text from a client; U+0000 cannot be stored. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'must not hold NUL characters')
    .refine(isWellFormed, illFormed);
}

/** An address, normalised to lower case. */
export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
