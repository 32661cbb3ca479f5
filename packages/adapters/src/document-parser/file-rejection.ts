import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';

/** A fault of the file, found while reading it; the message is meant for the person who uploaded the file. */
export class FileRejection extends Error {
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string) {
    super(message);
    this.name = 'FileRejection';
    this.code = code;
  }
}

/** The one wording for damaged files. */
export function corruptFile(what: string): FileRejection {
  return new FileRejection(
    'corrupt',
    `${what} Please open the original, save or download it again, and upload the new copy.`,
  );
}
