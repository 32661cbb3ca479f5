const known: Readonly<Record<string, string>> = {
  ENOENT: 'not there',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

/** Why a file could not be read, in the words of a user. */
export function fileFault(error: Error): string {
  return known[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}
