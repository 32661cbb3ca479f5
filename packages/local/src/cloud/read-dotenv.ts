import { readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';

export interface Dotenv {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Set when others than its owner may read the file, which holds secrets. */
  readonly warning: string | undefined;
}

/** Reads a `.env` file if there is one. */
export function readDotenv(path: string): Dotenv {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { values: {}, warning: undefined };
    throw error;
  }
  const isReadableByOthers = process.platform !== 'win32' && (statSync(path).mode & 0o044) !== 0;
  const warning = isReadableByOthers
    ? `${path} can be read by other users of this machine; it may hold secrets: chmod 600 ${path}`
    : undefined;
  return { values: parseEnv(text), warning };
}
