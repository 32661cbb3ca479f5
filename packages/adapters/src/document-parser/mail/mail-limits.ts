import { FileRejection } from '../file-rejection.ts';

/** MIME parts of one message, multiparts included. */
export const MAX_PARTS = 10_000;
/** Multiparts inside of each other. */
export const MAX_NESTING = 100;
/** Bytes of the header of one part. */
export const MAX_HEADER_BYTES = 8_000_000;
/** Attachments of one message. */
export const MAX_EMBEDDED_FILES = 1000;
/** Characters of one body. */
export const MAX_BODY_CHARACTERS = 50_000_000;

/** The fault of a message that passes one of the limits above. */
export function tooComplexMail(what: string): FileRejection {
  return new FileRejection(
    'too_complex',
    `The e-mail ${what}, more than can be processed. Please split it, or upload its attachments one by one.`,
  );
}
