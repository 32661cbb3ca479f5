import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamFilters } from './stream-filters.ts';

function filter(name: string) {
  const found = streamFilters.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

function hexEncoded(data: Uint8Array): Buffer {
  return Buffer.from(`${Buffer.from(data).toString('hex')}>`);
}

function runLengthEncoded(data: Uint8Array): Buffer {
  const runs = [...data].map((byte) => Buffer.of(0, byte));
  return Buffer.concat([...runs, Buffer.of(128)]);
}

function ascii85Encoded(data: Uint8Array): Buffer {
  const groups: string[] = [];
  for (let from = 0; from < data.length; from += 4) {
    const part = Buffer.from(data.subarray(from, from + 4));
    let rest = Buffer.concat([part, Buffer.alloc(4)]).readUInt32BE(0);
    const digits = [0, 0, 0, 0, 0].map(() => {
      const digit = rest % 85;
      rest = Math.floor(rest / 85);
      return String.fromCharCode(33 + digit);
    });
    const group = digits.reverse().join('');
    groups.push(group === '!!!!!' && part.length === 4 ? 'z' : group.slice(0, part.length + 1));
  }
  return Buffer.from(`${groups.join('')}~>`);
}

test.each([
  ['FlateDecode', (data: Uint8Array) => deflateSync(data)],
  ['ASCIIHexDecode', hexEncoded],
  ['ASCII85Decode', ascii85Encoded],
  ['RunLengthDecode', runLengthEncoded],
])('%s gives back what was encoded', (name, encode) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (data) => {
      expect(filter(name).decodeStart(encode(data))).toEqual(Buffer.from(data));
    }),
  );
});

test('LZW gives back the example of ISO 32000-1, 7.4.4.2', () => {
  const encoded = Buffer.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
  expect(filter('LZWDecode').decodeStart(encoded)).toEqual(Buffer.of(45, 45, 45, 45, 45, 65, 45, 45, 45, 66));
});

test('a run repeats its byte, and what follows the end is not read', () => {
  expect(filter('RL').decodeStart(Buffer.of(255, 7, 254, 8, 128, 0, 9))).toEqual(Buffer.of(7, 7, 8, 8, 8));
});

test('pieces of any length make the same', async () => {
  const data = Buffer.from('The parties agree to the terms below. '.repeat(20));
  for (const [name, encoded] of [
    ['AHx', hexEncoded(data)],
    ['A85', ascii85Encoded(data)],
    ['RL', runLengthEncoded(data)],
  ] as const) {
    const step = filter(name).step();
    if (typeof step !== 'function') throw new Error('a function expected');
    const pieces = [...encoded].map((byte) => Buffer.of(byte));
    const decoded = await Array.fromAsync(step(Readable.from(pieces)));
    expect(Buffer.concat(decoded)).toEqual(data);
  }
});
