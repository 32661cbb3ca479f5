const known: Readonly<Record<string, string>> = {
  ENOENT: 'not there',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  NotReadableError: 'it was changed or taken away meanwhile',
};

/** Why a file could not be read, in the words of a user. */
export function fileFault(error: Error): string {
  return known[(error as NodeJS.ErrnoException).code ?? ''] ?? known[error.name] ?? error.message;
}
