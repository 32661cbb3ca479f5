import type { FailureCode } from '@elenchus/contracts/documents/failure-codes';

export interface FailureWords {
  readonly code: Extract<FailureCode, 'timeout' | 'internal'>;
  readonly message: string;
}

const timeouts = new Set(['States.Timeout', 'Sandbox.Timedout']);

/** Words for a fault that is not the file's, by the name of the last error. */
export function failureOf(errorName: string): FailureWords {
  if (timeouts.has(errorName)) {
    return {
      code: 'timeout',
      message: 'Reading this file took too long. Process it again; if it fails once more, split the file.',
    };
  }
  return {
    code: 'internal',
    message: 'Something went wrong on our side while reading this file. The file is kept: process it again.',
  };
}
