import * as z from 'zod';

/** Why a document did not become searchable; the list that clients may switch on. */
export const failureCode = z.enum([
  'encrypted',
  'corrupt',
  'unsupported_type',
  'type_mismatch',
  'empty',
  'no_text',
  'too_large',
  'too_complex',
  'hash_mismatch',
  'upload_expired',
  'timeout',
  'internal',
]);
export type FailureCode = z.infer<typeof failureCode>;

/** The faults of the file itself: found again on every try, so never retried. */
export type RejectionCode = Exclude<FailureCode, 'timeout' | 'internal'>;
