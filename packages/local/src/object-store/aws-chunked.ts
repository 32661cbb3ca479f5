import { S3Error } from './s3-error.ts';

const maxLineBytes = 8192;

/**
 * Decodes the `aws-chunked` content encoding (chunks with hex sizes, then trailing headers) as it arrives.
 * Trailers are put into `trailers` under lower-case names before the iteration ends.
 * @throws S3Error IncompleteBody on a body that breaks the format or stops early
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let chunkBytesLeft = 0;
  let state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    while (rest.length > 0) {
      if (state === 'done') throw malformed();
      if (state === 'data') {
        const data = rest.subarray(0, chunkBytesLeft);
        rest = rest.subarray(data.length);
        chunkBytesLeft -= data.length;
        if (chunkBytesLeft === 0) state = 'data-end';
        yield data;
        continue;
      }
      const lineEnd = rest.indexOf('\r\n');
      if (lineEnd < 0 && rest.length < maxLineBytes) break;
      if (lineEnd < 0 || lineEnd > maxLineBytes) throw malformed();
      const line = rest.toString('latin1', 0, lineEnd);
      rest = rest.subarray(lineEnd + 2);
      if (state === 'data-end') {
        if (line !== '') throw malformed();
        state = 'size';
      } else if (state === 'size') {
        chunkBytesLeft = parseChunkSize(line);
        state = chunkBytesLeft === 0 ? 'trailer' : 'data';
      } else if (line === '') {
        state = 'done';
      } else {
        addTrailer(trailers, line);
      }
    }
  }
  if (state !== 'done') throw malformed();
}

function parseChunkSize(line: string): number {
  const [, size] = /^([0-9a-f]{1,10})(?:;[\s\S]*)?$/i.exec(line) ?? [];
  if (size === undefined) throw malformed();
  return Number.parseInt(size, 16);
}

function addTrailer(trailers: Map<string, string>, line: string): void {
  const colon = line.indexOf(':');
  if (colon < 1 || trailers.size >= 16) throw malformed();
  trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
}

function malformed(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The request body is not a complete aws-chunked stream');
}
