import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { messageOf, StartError } from './start-error.ts';
import { writeFileDurably } from './write-file-durably.ts';

const credentialsSchema = z.object({
  accessKeyId: z.string().min(16),
  secretAccessKey: z.string().min(32),
  /** From it comes the password of the embedded database's login role. */
  databaseKey: z.string().min(32),
});

/** Secrets of one data folder, made on its first start. */
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * Reads the credentials of a data folder or makes them; only the owner may read the file.
 * @throws StartError when the file is damaged
 */
export function readOrCreateCredentials(path: string): Credentials {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const created: Credentials = {
      accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64url'),
      databaseKey: randomBytes(32).toString('base64url'),
    };
    writeFileDurably(path, `${JSON.stringify(created, undefined, 2)}\n`, 0o600);
    return created;
  }
  chmodSync(path, 0o600);
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new StartError(
      `${path} is damaged (${messageOf(error)}). Restore it, or begin anew with another data folder.`,
      error,
    );
  }
}

/** The password of the login role, which the migration sets; the same on every start with the same key. */
export function loginPassword(key: string): string {
  return createHmac('sha256', key).update('elenchus_login').digest('base64url');
}

/** The connection string of the owner, turned into that of the login role. */
export function loginUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = 'elenchus_login';
  url.password = password;
  return url.href;
}
