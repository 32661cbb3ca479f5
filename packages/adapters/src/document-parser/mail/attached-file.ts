import type { EmbeddedFile } from '@elenchus/core/parsing/parser-port';
import { derivedFileName, messageFileName, safeFileName } from './attachment-name.ts';
import type { MimePart } from './mime-part.ts';
import { normaliseMessage } from './normalise-message.ts';
import { readHeader } from './read-header.ts';

const messageTypes = new Set(['message/rfc822', 'message/global', 'message/news']);

/** The name that the part carries, if any; not yet safe. */
export function partFileName(part: MimePart): string | undefined {
  const name = part.disposition.parameters.get('filename') ?? part.contentType.parameters.get('name');
  return name === undefined || name === '' ? undefined : name;
}

/** The part as a file; an empty one without a name is none. */
export function attachedFile(part: MimePart, number: number): EmbeddedFile[] {
  const content = part.content();
  const named = partFileName(part);
  if (named === undefined && content.length === 0) return [];
  const type = part.contentType.value;
  const fileName =
    safeFileName(named ?? '') ??
    (messageTypes.has(type) ? subjectName(content, number) : derivedFileName(number, type));
  return [{ fileName, content }];
}

function subjectName(message: Uint8Array, number: number): string {
  const bytes = normaliseMessage(message);
  const { fields } = readHeader(bytes, 0, bytes.length);
  return messageFileName(fields.text('subject') ?? null, number, 'eml');
}
