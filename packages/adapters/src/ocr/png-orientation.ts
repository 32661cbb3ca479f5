import { crc32 } from 'node:zlib';

/** Signature and IHDR, which comes first and has a fixed length. */
const HEADER_BYTES = 33;
/** Values of the EXIF tag for 0 to 3 clockwise quarter turns. */
const ORIENTATIONS = [1, 6, 3, 8] as const;

/** The same PNG with an eXIf chunk (PNG 3, 11.3.4.5; EXIF tag 0x0112) that says by how much to turn it. */
export function turnedPng(png: Uint8Array, quarterTurns: number): Uint8Array {
  if (quarterTurns === 0) return png;
  const orientation = ORIENTATIONS[quarterTurns & 3] ?? 1;
  // Big-endian TIFF header, one entry: the tag, type SHORT, count 1, value.
  const exif = [
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const chunk = Buffer.alloc(exif.length + 12);
  chunk.writeUInt32BE(exif.length, 0);
  chunk.write('eXIf', 4, 'latin1');
  chunk.set(exif, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + exif.length)), 8 + exif.length);
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)]);
}
