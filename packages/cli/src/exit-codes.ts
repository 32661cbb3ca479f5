/** How the tool ends; scripts rely on these numbers. */
export const exitCodes = {
  success: 0,
  /** The work was done, but something in it failed: a document was rejected, a request was refused. */
  failure: 1,
  /** The command line or the configuration is not right. */
  usage: 2,
  /** Nobody is signed in, or the sign-in has expired. */
  signedOut: 3,
  /** The server does not answer. */
  unreachable: 4,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

/** A fault that the user can mend; its message is all that is printed. */
export class CliError extends Error {
  readonly code: keyof typeof exitCodes;

  constructor(code: keyof typeof exitCodes, message: string) {
    super(message);
    this.name = 'CliError';
    this.code = code;
  }
}
