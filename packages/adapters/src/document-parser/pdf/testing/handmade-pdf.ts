import { constants, deflateSync } from 'node:zlib';

/** A PDF written object by object, for tests that need what no PDF library would write; object 1 is the catalog. */
export function handmadePdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = 9;
  const add = (part: string | Buffer) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    add(`${index + 1} 0 obj\n`);
    add(object);
    add('\nendobj\n');
  }
  const xref = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(`xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\n`);
  add(`startxref\n${xref}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** A stream object; `entries` go into its dictionary. */
export function stream(content: string | Buffer, entries = ''): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const head = Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`);
  return Buffer.concat([head, bytes, Buffer.from('\nendstream')]);
}

/** A page of 612 by 792 points with its content in object 4 and Helvetica, object 5, as /F1. */
export function onePage(
  content: string | Buffer,
  more: { catalog?: string; page?: string; font?: string; objects?: string[] } = {},
): Buffer {
  return handmadePdf([
    `<< /Type /Catalog /Pages 2 0 R ${more.catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> ${more.page ?? ''} >>`,
    typeof content === 'string' ? stream(content) : content,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${more.font ?? ''} >>`,
    ...(more.objects ?? []),
  ]);
}

/** A content stream that inflates to `megabytes` MiB of blanks, deflated `rounds` times. */
export function inflatingContent(megabytes: number, rounds: 1 | 2): Buffer {
  const content = deflatedBlanks(megabytes);
  return stream(rounds === 2 ? deflateSync(content) : content, `/Filter [${'/FlateDecode '.repeat(rounds)}]`);
}

/** One deflated MiB over and over: after a full flush a block leans on nothing before it (RFC 1950, 1951). */
function deflatedBlanks(megabytes: number): Buffer {
  const block = deflateSync(Buffer.alloc(2 ** 20, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: megabytes }, () => block.subarray(2));
  const length = BigInt(megabytes) << 20n;
  const low = (1n + 32n * length) % 65_521n;
  const high = (length + (32n * length * (length + 1n)) / 2n) % 65_521n;
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(Number((high << 16n) | low));
  return Buffer.concat([block.subarray(0, 2), ...blocks, Buffer.from([3, 0]), checksum]);
}
