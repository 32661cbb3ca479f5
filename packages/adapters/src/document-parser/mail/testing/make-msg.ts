import CFB from 'cfb';

/** Properties under their identifiers (four hexadecimal digits), each a string (Unicode), an integer, a time or bytes for it. */
export type MsgValue = string | number | Date | Uint8Array | { readonly narrow: Uint8Array };
export type MsgProperties = Readonly<Record<string, MsgValue>>;

export interface MsgSource {
  readonly properties: MsgProperties;
  /** What stands behind the size of a stream in the table of properties, where readers must ignore it. */
  readonly reserved?: number;
  readonly recipients?: readonly MsgProperties[];
  readonly attachments?: readonly (MsgProperties | { readonly name: string; readonly message: MsgSource })[];
}

/** Builds an Outlook message file ([MS-OXMSG]). */
export function makeMsg(source: MsgSource): Uint8Array {
  const container = CFB.utils.cfb_new();
  addMessage(container, '/', source, 32);
  CFB.utils.cfb_add(container, '/__nameid_version1.0/__substg1.0_00020102', Buffer.alloc(0));
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
}

function addMessage(
  container: CFB.CFB$Container,
  path: string,
  source: MsgSource,
  headerBytes: number,
): void {
  addProperties(container, path, source.properties, headerBytes, source.reserved);
  for (const [index, recipient] of (source.recipients ?? []).entries()) {
    addProperties(container, `${path}__recip_version1.0_#${hex(index)}/`, recipient, 8);
  }
  for (const [index, attachment] of (source.attachments ?? []).entries()) {
    const folder = `${path}__attach_version1.0_#${hex(index)}/`;
    if ('message' in attachment) {
      addProperties(container, folder, { '3705': 5, '3001': attachment.name as string }, 8);
      addMessage(container, `${folder}__substg1.0_3701000D/`, attachment.message as MsgSource, 24);
    } else {
      addProperties(container, folder, attachment, 8);
    }
  }
}

function addProperties(
  container: CFB.CFB$Container,
  path: string,
  properties: MsgProperties,
  headerBytes: number,
  reserved = 0,
): void {
  const entries = [Buffer.alloc(headerBytes)];
  for (const [id, value] of Object.entries(properties)) {
    const { type, fixed, stream } = encode(value);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(Number.parseInt(id, 16) * 0x10000 + type, 0);
    entry.writeUInt32LE(6, 4);
    if (stream === undefined) fixed.copy(entry, 8);
    else {
      entry.writeUInt32LE(stream.length, 8);
      entry.writeUInt32LE(reserved, 12);
    }
    entries.push(entry);
    if (stream !== undefined) {
      CFB.utils.cfb_add(
        container,
        `${path}__substg1.0_${hex(Number.parseInt(id, 16) * 0x10000 + type)}`,
        stream,
      );
    }
  }
  CFB.utils.cfb_add(container, `${path}__properties_version1.0`, Buffer.concat(entries));
}

function encode(value: MsgValue): { type: number; fixed: Buffer; stream?: Buffer } {
  const fixed = Buffer.alloc(8);
  if (typeof value === 'string') return { type: 0x1f, fixed, stream: Buffer.from(`${value}\0`, 'utf16le') };
  if (value instanceof Uint8Array) return { type: 0x102, fixed, stream: Buffer.from(value) };
  if (value instanceof Date) {
    fixed.writeBigUInt64LE((BigInt(value.getTime()) + 11_644_473_600_000n) * 10_000n);
    return { type: 0x40, fixed };
  }
  if (typeof value === 'number') {
    fixed.writeInt32LE(value);
    return { type: 0x3, fixed };
  }
  return { type: 0x1e, fixed, stream: Buffer.from(value.narrow) };
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
