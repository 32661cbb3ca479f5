import type { uploadTicket } from '@elenchus/contracts/documents/models';
import type * as z from 'zod';
import { UnreachableError } from './errors.ts';
import type { FormTransport } from './form-transport.ts';
import { multipartForm } from './multipart-form.ts';
import { reach } from './reach.ts';
import { uploadRefusal } from './read-answer.ts';

/** What `createUploads` answers for a file: where and how to send it. */
export type UploadTicket = z.output<typeof uploadTicket>;

export interface SendOptions {
  readonly transport: FormTransport;
  readonly signal: AbortSignal | undefined;
  /** Called with the bytes of the file that have been sent so far, again from 0 with each attempt. */
  readonly onSent: ((bytes: number) => void) | undefined;
}

/** Sends a file once, with the presigned POST of its ticket. @throws ApiError, UnreachableError */
export async function sendFile(
  { url, fields, fileName }: UploadTicket,
  content: Blob,
  { transport, signal, onSent }: SendOptions,
): Promise<void> {
  const { body, contentType, contentStart } = multipartForm(fields, { name: fileName, content });
  onSent?.(0);
  try {
    await reach(url, { signal }, async (attemptSignal) => {
      const { status, text } = await transport({
        url,
        body,
        contentType,
        signal: attemptSignal,
        onSent: (bytes) => onSent?.(Math.min(Math.max(bytes - contentStart, 0), content.size)),
      });
      if (status < 200 || status > 299) throw uploadRefusal(status, text);
    });
  } catch (error) {
    // A file that has changed or is gone looks like a broken connection; reading it tells.
    if (error instanceof UnreachableError) await content.slice(0, 1).arrayBuffer();
    throw error;
  }
}
