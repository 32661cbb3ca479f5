import type { EmbeddedFile } from '@elenchus/core/parsing/parser-port';
import type { FieldsData } from '@kenjiuno/msgreader';
import { derivedFileName, messageFileName, safeFileName } from './attachment-name.ts';
import { MAX_EMBEDDED_FILES, tooComplexMail } from './mail-limits.ts';
import { subjectOf } from './msg-header.ts';
import type { MessageFile } from './msg-properties.ts';

/** PidTagAttachMethod of an attached message. */
const EMBEDDED_MESSAGE = 5;
/** PidTagAttachMethod without content of its own: none yet, by reference in three ways, on the web. */
const METHODS_WITHOUT_CONTENT = [0, 2, 3, 4, 7];

/**
 * The attachments of an Outlook item as files, and a note for each that is only a link or cannot be read. The latter
 * are files all the same, but empty: a document of its own then says that something was there.
 */
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
    if (isElsewhere(file, attachment)) {
      notes.push(`[Attachment that is not in the file: ${linkOf(file, attachment) ?? fileName}]`);
      continue;
    }
    const content = contentOf(file, attachment);
    embedded.push({ fileName, content: content ?? new Uint8Array() });
    if (content === undefined) notes.push(`[Attachment whose content cannot be read: ${fileName}]`);
  }
  return { embedded, notes };
}

function isElsewhere(file: MessageFile, attachment: FieldsData): boolean {
  if (hasContent(attachment)) return false;
  const method = file.propertiesOf(attachment).integer(0x3705);
  if (method === undefined) return linkOf(file, attachment) !== undefined;
  return METHODS_WITHOUT_CONTENT.includes(method);
}

function hasContent({ dataId, innerMsgContent }: FieldsData): boolean {
  return dataId !== undefined || innerMsgContent === true;
}

/** Undefined where what is stored is missing or damaged. */
function contentOf(file: MessageFile, attachment: FieldsData): Uint8Array | undefined {
  if (!hasContent(attachment)) return undefined;
  try {
    return file.contentOf(attachment);
  } catch {
    // The library throws what its buffers throw.
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
