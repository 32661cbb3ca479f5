const SSL_REQUEST = 80877103;
const GSSENC_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const PROTOCOL_MAJOR = 3;
/** MAX_STARTUP_PACKET_LENGTH of PostgreSQL, in bytes. */
const MAX_BYTES = 10_000;

export type StartupPacket =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'encryption'; readonly length: number }
  | { readonly kind: 'cancel'; readonly length: number }
  | { readonly kind: 'invalid'; readonly reason: string }
  | {
      readonly kind: 'startup';
      readonly length: number;
      readonly minorVersion: number;
      readonly parameters: ReadonlyMap<string, string>;
    };

/** Reads the first, untyped message of a connection (PostgreSQL documentation, "Message Formats", StartupMessage). */
export function readStartupPacket(data: Buffer): StartupPacket {
  if (data.length < 8) return { kind: 'incomplete' };
  const length = data.readInt32BE(0);
  if (length < 8 || length > MAX_BYTES)
    return { kind: 'invalid', reason: 'invalid length of startup packet' };
  if (data.length < length) return { kind: 'incomplete' };
  const version = data.readInt32BE(4);
  if (version === SSL_REQUEST || version === GSSENC_REQUEST) return { kind: 'encryption', length };
  if (version === CANCEL_REQUEST) return { kind: 'cancel', length };
  if (version >> 16 !== PROTOCOL_MAJOR) return { kind: 'invalid', reason: 'unsupported frontend protocol' };
  const words = data.toString('utf8', 8, length).split('\0');
  const parameters = new Map<string, string>();
  for (let i = 0; i + 1 < words.length && words[i] !== ''; i += 2) {
    parameters.set(words[i] ?? '', words[i + 1] ?? '');
  }
  return { kind: 'startup', length, minorVersion: version & 0xffff, parameters };
}
