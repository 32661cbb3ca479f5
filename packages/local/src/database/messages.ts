/** A message of the wire protocol: type byte, length, body. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(5);
  header.write(type, 0, 'latin1');
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** A zero-terminated string of the wire protocol. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function int32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeInt32BE(value, i * 4);
  });
  return bytes;
}

export interface ErrorFields {
  readonly severity: 'ERROR' | 'FATAL';
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** ErrorResponse. */
export function errorResponse(fields: ErrorFields): Buffer {
  const hint = fields.hint === undefined ? [] : [cString(`H${fields.hint}`)];
  return message(
    'E',
    cString(`S${fields.severity}`),
    cString(`V${fields.severity}`),
    cString(`C${fields.code}`),
    cString(`M${fields.message}`),
    ...hint,
    Buffer.alloc(1),
  );
}

/** The fields of an ErrorResponse by their letter: S severity, C SQLSTATE, M message. */
export function errorFieldsOf(frame: Buffer): Map<string, string> {
  const fields = frame.toString('utf8', 5).split('\0');
  return new Map(fields.filter((field) => field !== '').map((field) => [field.slice(0, 1), field.slice(1)]));
}

/** The columns of a DataRow in text format. */
export function columnsOf(frame: Buffer): (string | null)[] {
  const columns: (string | null)[] = [];
  let offset = 7;
  for (let i = 0; i < frame.readInt16BE(5); i++) {
    const length = frame.readInt32BE(offset);
    offset += 4;
    columns.push(length < 0 ? null : frame.toString('utf8', offset, offset + length));
    offset += Math.max(length, 0);
  }
  return columns;
}

/** The zero-terminated strings at the start of a message's body, `count` of them, and where they end. */
export function stringsOf(frame: Buffer, count: number, start = 5): { strings: string[]; end: number } {
  const strings: string[] = [];
  let offset = start;
  while (strings.length < count) {
    const end = frame.indexOf(0, offset);
    if (end < 0) break;
    strings.push(frame.toString('utf8', offset, end));
    offset = end + 1;
  }
  return { strings, end: offset };
}

export const authenticationOk = () => message('R', int32(0));
export const authenticationCleartextPassword = () => message('R', int32(3));
export const backendKeyData = (pid: number, secret: number) => message('K', int32(pid, secret));
export const negotiateMinorVersion = (unknown: readonly string[]) =>
  message('v', int32(0x30000, unknown.length), ...unknown.map(cString));
export const parameterStatus = (name: string, value: string) => message('S', cString(name), cString(value));
export const readyForQuery = (state: 'I' | 'T' | 'E') => message('Z', Buffer.from(state));
export const query = (sql: string) => message('Q', cString(sql));
export const sync = () => message('S');
export const copyFail = (reason: string) => message('f', cString(reason));
export const closeStatement = (name: string) => message('C', Buffer.from('S'), cString(name));
