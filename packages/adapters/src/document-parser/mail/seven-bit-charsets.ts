import { TextDecoder } from 'node:util';

/** Decodes the 7-bit charsets of mail that the Encoding Standard leaves out; undefined for any other label. */
export function decodeSevenBit(bytes: Uint8Array, charset: string): string | undefined {
  if (/^(?:unicode-1-1-)?utf-?7$/.test(charset)) return decodeUtf7(bytes);
  if (/^(?:cs)?iso-2022-kr$/.test(charset)) return decodeIso2022Kr(bytes);
  if (/^hz(?:-gb-2312)?$/.test(charset)) return decodeHz(bytes);
  return undefined;
}

/** RFC 2152. */
function decodeUtf7(bytes: Uint8Array): string {
  return latin1(bytes).replace(/\+([A-Za-z0-9+/]*)-?/g, (_, coded: string) => {
    const units = Buffer.from(coded, 'base64');
    const whole = units.subarray(0, units.length - (units.length % 2));
    return coded === '' ? '+' : new TextDecoder('utf-16be').decode(whole);
  });
}

/** RFC 1557: after a designator, SO and SI switch to KS C 5601 and back. */
function decodeIso2022Kr(bytes: Uint8Array): string {
  const shifted = latin1(bytes)
    .replaceAll('\x1b$)C', '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the shifts are control characters
    .replace(/\x0e([^\x0f\n]*)\x0f?/g, (_, coded: string) => highBit(coded));
  return new TextDecoder('euc-kr').decode(Buffer.from(shifted, 'latin1'));
}

/** RFC 1843: "~{" and "~}" switch to GB 2312 and back, "~~" is a tilde. */
function decodeHz(bytes: Uint8Array): string {
  const shifted = latin1(bytes).replace(/~(?:\{([^~\n]*)(?:~\})?|~|\r?\n)/g, (found, coded?: string) =>
    coded === undefined ? found.slice(1).trim() : highBit(coded),
  );
  return new TextDecoder('gbk').decode(Buffer.from(shifted, 'latin1'));
}

function highBit(text: string): string {
  return latin1(Uint8Array.from(Buffer.from(text, 'latin1'), (byte) => byte | 0x80));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
