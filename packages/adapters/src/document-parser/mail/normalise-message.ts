import { decodeText } from '@elenchus/core/parsing/decode-text';

const LINE_SAMPLE_BYTES = 65_536;

/**
 * A message as MIME wants it: without byte order mark and empty lines at its beginning, with LF in its line breaks
 * (some programs save with CR alone), and a file saved as UTF-16 in UTF-8.
 */
export function normaliseMessage(file: Uint8Array): Uint8Array {
  const bytes = withLineFeeds(asBytes(file));
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start += 1;
  return bytes.subarray(start);
}

function asBytes(file: Uint8Array): Uint8Array {
  const isMarked = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff);
  if (!isMarked && file[0] !== 0 && file[1] !== 0) return file;
  const text = decodeText(file.subarray(0, file.length - (file.length % 2)));
  return text === undefined ? file : new TextEncoder().encode(text);
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const sample = bytes.subarray(0, LINE_SAMPLE_BYTES);
  if (sample.includes(0x0a) || !sample.includes(0x0d)) return bytes;
  return bytes.map((byte) => (byte === 0x0d ? 0x0a : byte));
}
