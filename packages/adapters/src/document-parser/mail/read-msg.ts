import type { EmbeddedFile, ParsedFile } from '@elenchus/core/parsing/parser-port';
import { corruptFile } from '../file-rejection.ts';
import { isSoundCompoundFile } from './compound-file-check.ts';
import { readMailBody, signedBody } from './mail-body.ts';
import { mailText } from './mail-text.ts';
import { readMimePart } from './mime-part.ts';
import { readMsgAttachments } from './msg-attachments.ts';
import { msgBodyPieces } from './msg-body.ts';
import { readMsgHeader } from './msg-header.ts';
import { type MessageFile, openMessageFile } from './msg-properties.ts';

/**
 * Reads an Outlook item (.msg; e-mails, appointments, contacts, tasks): text, header and attachments. Throws
 * `corrupt` for damaged files and files that hold no item, `too_complex` beyond sane limits.
 */
export async function readMsg(bytes: Uint8Array): Promise<ParsedFile> {
  const file = openOrReject(bytes);
  const properties = file.propertiesOf(file.fields);
  if (file.fields.error !== undefined || properties.isEmpty) {
    throw corruptFile('The file is named like an Outlook message, but holds none.');
  }
  const header = readMsgHeader(file);
  const { embedded, notes } = readMsgAttachments(file);
  const pieces = msgBodyPieces(file.fields, properties);
  const { email } = header;
  const signed = signedMessage(properties.text(0x001a) ?? '', embedded);
  const all = [
    ...pieces,
    ...(signed?.pieces ?? protectionNote(properties.text(0x001a) ?? '', embedded)),
    ...notes,
  ];
  return {
    extracted: mailText(header, all),
    title: email.subject,
    email,
    embedded: [...embedded, ...(signed?.embedded ?? [])],
  };
}

function openOrReject(bytes: Uint8Array): MessageFile {
  if (isSoundCompoundFile(bytes)) {
    try {
      return openMessageFile(bytes);
    } catch {
      // The library throws what its buffers throw; any of it says that the file is damaged.
    }
  }
  throw corruptFile('The Outlook message is damaged and cannot be read.');
}

/** [MS-OXOSMIME] 2.1.3: of a signed message the whole content is one attachment, as MIME or in the signature. */
function signedMessage(messageClass: string, embedded: readonly EmbeddedFile[]) {
  const [content] = embedded;
  if (content === undefined || embedded.length !== 1) return undefined;
  if (/^IPM\..{0,100}SMIME$/i.test(messageClass)) return signedBody(content.content);
  if (!/^IPM\..{0,100}SMIME\.MultipartSigned$/i.test(messageClass)) return undefined;
  const root = readMimePart(content.content);
  return root.children.length === 0 ? undefined : readMailBody(root);
}

function protectionNote(messageClass: string, embedded: readonly EmbeddedFile[]): string[] {
  const isRightsProtected = embedded.some(({ fileName }) => fileName?.toLowerCase().endsWith('.rpmsg'));
  if (isRightsProtected) {
    return ['[The message is protected by rights management; its content is kept as an attachment.]'];
  }
  if (!/\.SMIME(?:\.|$)/i.test(messageClass)) return [];
  return ['[The message is encrypted or wrapped in a signature (S/MIME); it is kept as an attachment.]'];
}
