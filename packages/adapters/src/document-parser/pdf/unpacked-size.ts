import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileRejection } from '../file-rejection.ts';
import { filterNames, isImage, type PdfStream, pdfStreams } from './pdf-streams.ts';
import { type StreamFilter, streamFilters } from './stream-filters.ts';

const MEGABYTE = 1024 * 1024;
/** How much the streams of a file may unpack to. */
interface UnpackingLimits {
  readonly streamBytes: number;
  readonly bytesInAll: number;
}

/** A page of A4 at 600 dots an inch in three colours takes 100 MB. */
const DEFAULT_LIMITS: UnpackingLimits = { streamBytes: 512 * MEGABYTE, bytesInAll: 4096 * MEGABYTE };
/** pdfium reads nothing of what is larger after this filter (kMaxStreamSize in fpdf_parser_decode.cpp). */
const MAX_RUN_LENGTH_BYTES = 20 * MEGABYTE;
const INPUT_CHUNK_BYTES = 16_384;
const MAX_FILTERS = 16;

interface Step extends StreamFilter {
  readonly maxBytes: number;
}

/**
 * Throws FileRejection `too_complex` where a stream unpacks to more than 512 MB, or all those that might together
 * to more than 4 GB. Counts in passing and stops at the limit; streams too short to reach it are not unpacked.
 * Encrypted streams are left to the limits on pdfium.
 */
export async function checkUnpackedSizes(file: Uint8Array, limits = DEFAULT_LIMITS): Promise<void> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let unpacked = 0;
  for (const stream of pdfStreams(bytes)) {
    const steps = stepsOf(stream, bytes, limits.streamBytes);
    if (steps.length === 0 || cannotExceed(stream.data.length, steps)) continue;
    unpacked += await unpackedSize(stream.data, steps);
    if (unpacked > limits.bytesInAll) throw tooLarge('The parts of this PDF unpack', limits.bytesInAll);
  }
}

/** The filters up to the first one that is an image format. */
function stepsOf(stream: PdfStream, bytes: Buffer, streamBytes: number): Step[] {
  const steps: Step[] = [];
  for (const name of filterNames(stream, bytes).slice(0, MAX_FILTERS)) {
    const filter = streamFilters.get(name);
    if (filter === undefined) break;
    const isLimited = /^R/.test(name) && !isImage(stream);
    steps.push({
      ...filter,
      maxBytes: isLimited ? Math.min(streamBytes, MAX_RUN_LENGTH_BYTES) : streamBytes,
    });
  }
  return steps;
}

function cannotExceed(length: number, steps: readonly Step[]): boolean {
  let most = length;
  return steps.every(({ maxExpansion, maxBytes }) => {
    most *= maxExpansion;
    return most <= maxBytes;
  });
}

async function unpackedSize(data: Buffer, steps: readonly Step[]): Promise<number> {
  let size = 0;
  const count = (maxBytes: number) =>
    async function* (chunks: AsyncIterable<Buffer>) {
      size = 0;
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge('A part of this PDF unpacks', maxBytes);
        yield chunk;
      }
    };
  const decoding: (NodeJS.ReadWriteStream | ((chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>))[] =
    steps.flatMap(({ step, maxBytes }) => [step(), count(maxBytes)]);
  try {
    await pipeline([Readable.from(slices(data)), ...decoding, drain] as NodeJS.ReadWriteStream[]);
  } catch (error) {
    // Damage ends what can be unpacked; whether it matters is judged elsewhere.
    if (error instanceof FileRejection) throw error;
  }
  return size;
}

function* slices(data: Buffer): Generator<Buffer> {
  for (let from = 0; from < data.length; from += INPUT_CHUNK_BYTES)
    yield data.subarray(from, from + INPUT_CHUNK_BYTES);
}

async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of chunks);
}

function tooLarge(what: string, maxBytes: number): FileRejection {
  return new FileRejection(
    'too_complex',
    `${what} to more than ${maxBytes / MEGABYTE} MB, far more than any ordinary document needs. Please print the document to a new PDF and upload that.`,
  );
}
