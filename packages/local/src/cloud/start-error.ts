/** The one-machine cloud cannot start; the message says what to do and is all that the user sees. */
export class StartError extends Error {
  readonly code = 'START_FAILED';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
  }
}

/** What went wrong as one line for people: the message of an error, else the value itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
