import type { EmbeddedFile } from '@elenchus/core/parsing/parser-port';
import type { FieldsData } from '@kenjiuno/msgreader';
import { derivedFileName, messageFileName, safeFileName } from './attachment-name.ts';
import { MAX_EMBEDDED_FILES, tooComplexMail } from './mail-limits.ts';
import { subjectOf } from './msg-header.ts';
import type { MessageFile } from './msg-properties.ts';

/** PidTagAttachMethod of an attached message. */
const EMBEDDED_MESSAGE = 5;

/** The attachments of an Outlook item as files, and a note for each that is only a link or cannot be read. */
export function readMsgAttachments(file: MessageFile): {
  readonly embedded: readonly EmbeddedFile[];
  readonly notes: readonly string[];
} {
  const attachments = file.fields.attachments ?? [];
  if (attachments.length > MAX_EMBEDDED_FILES) {
    throw tooComplexMail(`has more than ${MAX_EMBEDDED_FILES} attachments`);
  }
  const embedded: EmbeddedFile[] = [];
  const notes: string[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const fileName = attachmentName(file, attachment, index + 1);
    const content = contentOf(file, attachment);
    if (content !== undefined) embedded.push({ fileName, content });
    else notes.push(`[Attachment that is not in the file: ${linkOf(file, attachment) ?? fileName}]`);
  }
  return { embedded, notes };
}

function contentOf(file: MessageFile, attachment: FieldsData): Uint8Array | undefined {
  if (attachment.dataId === undefined && attachment.innerMsgContent !== true) return undefined;
  try {
    return file.contentOf(attachment);
  } catch {
    return undefined;
  }
}

function attachmentName(file: MessageFile, attachment: FieldsData, number: number): string {
  const properties = file.propertiesOf(attachment);
  const inner = attachment.innerMsgContentFields;
  const method = properties.integer(0x3705);
  if (inner !== undefined && (method === undefined || method === EMBEDDED_MESSAGE)) {
    const subject = subjectOf(file.propertiesOf(inner)) ?? properties.text(0x3001) ?? null;
    return messageFileName(subject, number, 'msg');
  }
  const names = [0x3707, 0x3704, 0x3001].map((id) => safeFileName(properties.text(id) ?? ''));
  return (
    names.find((name) => name !== null) ??
    derivedFileName(number, properties.text(0x370e)?.toLowerCase() ?? '')
  );
}

/** PidTagAttachLongPathname, PidTagAttachPathname: where a linked file lies. */
function linkOf(file: MessageFile, attachment: FieldsData): string | undefined {
  const properties = file.propertiesOf(attachment);
  return properties.text(0x370d) ?? properties.text(0x3708);
}
