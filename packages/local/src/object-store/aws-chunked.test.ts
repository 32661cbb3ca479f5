import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from './aws-chunked.ts';

function encode(chunks: readonly Uint8Array[], trailer: string): Buffer {
  const framed = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...framed, Buffer.from(`0\r\n${trailer}\r\n`)]);
}

async function decode(
  encoded: Buffer,
  cuts: readonly number[],
): Promise<{ data: Buffer; trailers: Map<string, string> }> {
  const borders = [0, ...cuts.map((cut) => cut % (encoded.length + 1)).sort((a, b) => a - b), encoded.length];
  const pieces = borders.slice(1).map((end, index) => encoded.subarray(borders[index], end));
  const trailers = new Map<string, string>();
  const data: Buffer[] = [];
  for await (const part of decodeAwsChunked(
    (async function* () {
      yield* pieces;
    })(),
    trailers,
  ))
    data.push(part);
  return { data: Buffer.concat(data), trailers };
}

const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 6 });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('decodeAwsChunked', () => {
  it('is the inverse of the encoding, however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(chunks, cuts, async (given, cutAt) => {
        const { data, trailers } = await decode(encode(given, 'X-Amz-Checksum-Crc32: NhCmhg==\r\n'), cutAt);
        expect(data).toEqual(Buffer.concat(given));
        expect([...trailers]).toEqual([['x-amz-checksum-crc32', 'NhCmhg==']]);
      }),
    );
  });

  it('refuses every truncation', async () => {
    const encoded = encode([Buffer.from('hello'), Buffer.from('world')], 'a:b\r\n');
    for (let length = 0; length < encoded.length; length++) {
      await expect(decode(encoded.subarray(0, length), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
    }
  });

  it.each(['zz\r\n', '5\r\nhelloXX0\r\n\r\n', '0\r\n\r\nmore', '0\r\nno colon\r\n\r\n', '1'.repeat(9000)])(
    'refuses what is malformed: %#',
    async (raw) => {
      await expect(decode(Buffer.from(raw), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
    },
  );
});
