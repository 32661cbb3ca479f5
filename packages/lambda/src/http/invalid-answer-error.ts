/** An answer that does not fit its contract: our fault, a 500. */
export class InvalidAnswerError extends Error {
  readonly code = 'answer_invalid';
  readonly paths: readonly string[];
  constructor(paths: readonly string[]) {
    super(`The answer does not fit its contract at: ${paths.join(', ')}`);
    this.name = 'InvalidAnswerError';
    this.paths = paths;
  }
}
