import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** A mail as the outbox keeps it. */
const outboxMail = z.object({
  id: z.string(),
  kind: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  createdAt: z.iso.datetime(),
});
export type OutboxMail = z.infer<typeof outboxMail>;

/** The newest mails of an outbox folder, newest first; what is no mail of ours is left out. */
export async function readOutbox(folder: string, most: number): Promise<OutboxMail[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  // They begin with the time.
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .reverse()
    .slice(0, most);
  const mails = await Promise.all(newest.map((name) => readMail(join(folder, name))));
  return mails.filter((mail) => mail !== undefined);
}

async function readMail(file: string): Promise<OutboxMail | undefined> {
  try {
    return outboxMail.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
