import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, MailSender } from '@elenchus/core/outbound-mail/mail-sender-port';

export interface OutboxSettings {
  readonly folder: string;
  readonly from: string;
}

/**
 * Puts mails into a folder instead of sending them, one JSON file each; their names sort by time. Reset links
 * stand in them, so only the user who runs the server may read it. A repeat writes the same file again.
 */
export class OutboxMailSender implements MailSender {
  readonly #settings: OutboxSettings;

  constructor(settings: OutboxSettings) {
    this.#settings = settings;
  }

  async send({
    id,
    kind,
    to,
    subject,
    text,
    html,
    createdAt,
  }: Mail): Promise<{ readonly providerId: string }> {
    const { folder, from } = this.#settings;
    const written = { id, kind, from, to, subject, text, html, createdAt: createdAt.toISOString() };
    const file = join(folder, `${written.createdAt.replaceAll(':', '-')}-${id}.json`);
    // A reader sees the whole mail or none, and two that write it at once are not in each other's way.
    const unfinished = `${file}.${crypto.randomUUID()}.tmp`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(unfinished, `${JSON.stringify(written, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return { providerId: `outbox-${id}` };
  }
}
