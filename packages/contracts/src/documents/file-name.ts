import * as z from 'zod';

/** C2: the name of one file, never a path. */
export const fileName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name.trim().length > 0, 'must not be blank')
  .refine((name) => !/[/\\]/.test(name), 'must be a file name without path parts')
  .refine((name) => name !== '.' && name !== '..', 'must be a file name without path parts')
  .refine((name) => !/\p{Cc}|\p{Cf}/u.test(name), 'must not hold control or formatting characters')
  .refine((name) => name.isWellFormed(), 'must be well-formed Unicode');
