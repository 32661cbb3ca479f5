import type { EmailHeader } from '@elenchus/core/parsing/parser-port';
import { type MailHeader, readMailHeader } from './email-header.ts';
import { formatMailbox } from './mail-addresses.ts';
import type { MapiProperties, MessageFile } from './msg-properties.ts';
import { readHeader } from './read-header.ts';

const TO = 1;
const CC = 2;
const BCC = 3;

/** What an Outlook item says of sender, recipients and time; the transport headers fill in what it lacks. */
export function readMsgHeader(file: MessageFile): MailHeader {
  const properties = file.propertiesOf(file.fields);
  const transport = transportHeader(properties);
  const sent = properties.time(0x0039) ?? submitted(transport) ?? properties.time(0x0e06);
  const email: EmailHeader = {
    messageId: transport.email.messageId ?? identifier(properties.text(0x1035)),
    inReplyTo: transport.email.inReplyTo ?? identifier(properties.text(0x1042)),
    references:
      transport.email.references.length > 0
        ? transport.email.references
        : (properties.text(0x1039) ?? '').split(/[\s,]+/).flatMap((id) => identifier(id) ?? []),
    from: sender(properties, transport.email.from),
    to: recipients(file, TO) ?? displayed(properties, 0x0e04) ?? transport.email.to,
    cc: recipients(file, CC) ?? displayed(properties, 0x0e03) ?? transport.email.cc,
    subject: subjectOf(properties) ?? transport.email.subject,
    sentAt: sent?.toISOString() ?? null,
  };
  const bcc = recipients(file, BCC) ?? displayed(properties, 0x0e02) ?? [];
  return { email, bcc, date: sent?.toUTCString() ?? null };
}

/** The subject; old files put a mark and the length of its prefix in front. */
export function subjectOf(properties: MapiProperties): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark is a control character
  const subject = (properties.text(0x0037) ?? properties.text(0x0e1d))?.replace(/^\x01[\s\S]/, '');
  return subject?.replace(/\s+/g, ' ').trim();
}

function transportHeader(properties: MapiProperties): MailHeader {
  const bytes = new TextEncoder().encode((properties.text(0x007d) ?? '').trimStart());
  return readMailHeader(readHeader(bytes, 0, bytes.length).fields);
}

function submitted(transport: MailHeader): Date | undefined {
  return transport.email.sentAt === null ? undefined : new Date(transport.email.sentAt);
}

/** On whose behalf it was sent, else who sent it; an SMTP address if any property holds one. */
function sender(properties: MapiProperties, transported: string | null): string | null {
  const name = properties.text(0x0042) ?? properties.text(0x0c1a);
  const isSame = properties.text(0x0042) === undefined || properties.text(0x0042) === properties.text(0x0c1a);
  const candidates = [0x5d02, 0x0065, ...(isSame ? [0x5d01, 0x0c1f] : [])].map((id) => properties.text(id));
  const smtp = candidates.find((candidate) => candidate?.includes('@'));
  if (smtp === undefined && transported?.includes('@') === true) return transported;
  const address = smtp ?? candidates.find((candidate) => candidate !== undefined);
  return formatMailbox(name ?? '', address ?? '') || transported;
}

/** The recipients of one kind; undefined if the file lists none of any kind. */
function recipients(file: MessageFile, kind: number): string[] | undefined {
  const all = (file.fields.recipients ?? []).map((recipient) => file.propertiesOf(recipient));
  if (all.length === 0) return undefined;
  return all
    .filter((recipient) => ((recipient.integer(0x0c15) ?? TO) & 0xf) === kind)
    .map((recipient) => {
      const addresses = [recipient.text(0x39fe), recipient.text(0x3003)];
      const address =
        addresses.find((text) => text?.includes('@')) ?? addresses.find((text) => text !== undefined);
      return formatMailbox(recipient.text(0x3001) ?? '', address ?? '');
    })
    .filter((mailbox) => mailbox !== '');
}

function displayed(properties: MapiProperties, id: number): string[] | undefined {
  const names = properties
    .text(id)
    ?.split(';')
    .map((name) => name.trim());
  return names?.filter((name) => name !== '');
}

function identifier(text: string | undefined): string | null {
  const id = text?.replace(/[<>\s]/g, '') ?? '';
  return id === '' ? null : id;
}
