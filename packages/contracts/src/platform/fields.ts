import * as z from 'zod';

export const id = z.uuid().meta({ format: 'uuid', pattern: undefined });
export const timestamp = z.iso.datetime().meta({ format: 'date-time', pattern: undefined });

/** One line of text from a client: trimmed, without control characters, 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value), 'must not hold control characters');
}

/** Free text from a client; U+0000 cannot be stored. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'must not hold NUL characters');
}

/** An address, normalised to lower case. */
export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
