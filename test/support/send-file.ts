import { expect } from 'vitest';
import type { TestFile } from './client.ts';

/** A presigned POST (S3). */
interface UploadTicket {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends the content of an announced file with the presigned POST of its ticket; rejects when it did not arrive. */
export async function sendFile(ticket: UploadTicket, { bytes }: TestFile): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
  form.append('file', new Blob([bytes]));
  const response = await fetch(ticket.url, { method: 'POST', body: form });
  expect(response.status, await response.text()).toBe(204);
}
