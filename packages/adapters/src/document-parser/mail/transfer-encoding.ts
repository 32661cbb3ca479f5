const base64Values = base64Table();

/** Undoes a Content-Transfer-Encoding (RFC 2045, and uuencode); an unknown one leaves the bytes as they are. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (/^(?:x-)?uue(?:ncode)?$/.test(encoding)) return decodeUuencode(body);
  return body;
}

/** Characters outside the alphabet are skipped, and padding may stand in the middle. */
function decodeBase64(body: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of body) {
    if (byte === 0x3d) {
      bits = 0;
      held = 0;
      continue;
    }
    const value = base64Values[byte] ?? 255;
    if (value === 255) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded[length] = (held >> bits) & 0xff;
      length += 1;
    }
  }
  return decoded.subarray(0, length);
}

function base64Table(): Uint8Array {
  const table = new Uint8Array(256).fill(255);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (const [value, character] of [...alphabet].entries()) table[character.charCodeAt(0)] = value;
  return table;
}

function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(body.length);
  let length = 0;
  let written = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === 0x0a) {
      // Blanks at the end of a line were added on the way.
      if (decoded[length - 1] === 0x0d && length > written) length -= 1;
      while (length > written && isBlank(decoded[length - 1])) length -= 1;
    }
    if (byte !== 0x3d) {
      decoded[length] = byte;
      length += 1;
      if (byte === 0x0a) written = length;
      continue;
    }
    const high = hexValue(body[at + 1]);
    const low = hexValue(body[at + 2]);
    if (high >= 0 && low >= 0) {
      decoded[length] = high * 16 + low;
      length += 1;
      written = length;
      at += 2;
      continue;
    }
    let end = at + 1;
    while (isBlank(body[end])) end += 1;
    if (body[end] === 0x0d && body[end + 1] === 0x0a) end += 1;
    if (end >= body.length || body[end] === 0x0a || body[end] === 0x0d) {
      written = length;
      at = end;
    } else {
      decoded[length] = byte;
      length += 1;
    }
  }
  return decoded.subarray(0, length);
}

/** Lines between "begin 644 name" and "end"; the first character of each tells how many bytes it holds. */
function decodeUuencode(body: Uint8Array): Uint8Array {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1').split(/\r?\n/);
  const decoded: number[] = [];
  for (const line of lines.slice(lines.findIndex((text) => /^begin \d/.test(text)) + 1)) {
    if (line === 'end') break;
    const count = (line.charCodeAt(0) - 32) & 63;
    const bytes: number[] = [];
    for (let at = 1; at < line.length && bytes.length < count; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((next) => (line.charCodeAt(at + next) - 32) & 63);
      bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    for (const byte of bytes.slice(0, count)) decoded.push(byte);
  }
  return Uint8Array.from(decoded);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
