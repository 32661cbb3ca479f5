import { constants, crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BIT_DEPTH = 8;
const FILTER_NONE = 0;

/**
 * A PNG (ISO/IEC 15948) of one byte a pixel, 0 for black. Unfiltered: pages are mostly even ground, which deflates
 * as well without, and faster.
 */
export function greyPng(
  pixels: Uint8Array,
  widthPixels: number,
  heightPixels: number,
): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((widthPixels + 1) * heightPixels, FILTER_NONE);
  for (let row = 0; row < heightPixels; row += 1) {
    const from = row * widthPixels;
    rows.set(pixels.subarray(from, from + widthPixels), row * (widthPixels + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPixels, 0);
  header.writeUInt32BE(heightPixels, 4);
  // Colour type (0, grey), compression, filter and interlace methods stay 0.
  header.writeUInt8(BIT_DEPTH, 8);
  const data = deflateSync(rows, { level: constants.Z_BEST_SPEED });
  return new Uint8Array(
    Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}
