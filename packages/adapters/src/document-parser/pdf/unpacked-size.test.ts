import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflatingContent, onePage, stream } from './testing/handmade-pdf.ts';
import { checkUnpackedSizes } from './unpacked-size.ts';

const PRINT = 'BT /F1 12 Tf 72 700 Td (Some text.) Tj ET';

const limits = { streamBytes: 64 * 2 ** 20, bytesInAll: 150 * 2 ** 20 };

function check(file: Buffer): Promise<void> {
  return checkUnpackedSizes(file, limits);
}

/** The data of a deflated stream of so many MiB of blanks. */
function inflating(megabytes: number): Buffer {
  const source = inflatingContent(megabytes, 1);
  const from = source.indexOf('stream\n') + 7;
  return source.subarray(from, source.lastIndexOf('\nendstream'));
}

const large = inflating(65);
const runs = (megabytes: number) =>
  deflateSync(Buffer.from('\x81 '.repeat(megabytes * 8192), 'latin1'), { level: 9 });
const hex = (data: Buffer) => Buffer.from(`${data.toString('hex')}>`);

function unused(data: Buffer, entries: string): Buffer {
  return onePage(PRINT, { objects: [stream(data, entries).toString('latin1')] });
}

test.each([
  ['a stream that nothing uses', unused(large, '/Filter /FlateDecode')],
  ['an image', unused(large, '/Subtype /Image /Filter /FlateDecode')],
  ['a stream of objects', unused(large, '/Type /ObjStm /N 10 /First 100 /Filter /FlateDecode')],
  ['content', onePage(stream(large, '/Filter /FlateDecode'))],
  ['what is deflated twice', onePage(inflatingContent(65, 2))],
  ['hexadecimal digits', unused(hex(deflateSync(large)), '/Filter [/AHx /Fl /Fl]')],
  ['a filter named elsewhere', unused(large, '/Filter 7 0 R')],
  ['a filter written in numbers', unused(large, '/Filter /Fl#61teDecode')],
])('%s that unpacks beyond the limit is too complex', async (name, file) => {
  const whole = name.endsWith('elsewhere') ? withFilterObject(file) : file;
  await expect(check(whole)).rejects.toMatchObject({ code: 'too_complex' });
});

/** Appends object 7, which the stream's dictionary refers to. */
function withFilterObject(file: Buffer): Buffer {
  return Buffer.concat([file, Buffer.from('\n7 0 obj\n/FlateDecode\nendobj\n')]);
}

test.each([
  ['63 MB', unused(inflating(63), '/Filter /FlateDecode')],
  ['an image format', unused(large, '/Filter /DCTDecode')],
  ['damaged data', unused(Buffer.concat([Buffer.from('no'), large]), '/Filter /FlateDecode')],
])('%s does no harm', async (_, file) => {
  await expect(check(file)).resolves.toBeUndefined();
});

test('a keyword in the data does not end it', async () => {
  // A stored block that holds the keyword, in front of the blocks of `large`.
  const stored = Buffer.from('\x00\x0a\x00\xf5\xff endstream', 'latin1');
  const hidden = Buffer.concat([large.subarray(0, 2), stored, large.subarray(2)]);
  await expect(check(unused(hidden, '/Filter /FlateDecode'))).rejects.toMatchObject({
    code: 'too_complex',
  });
});

test('many large streams are too complex together', async () => {
  const objects = Array.from({ length: 3 }, () =>
    stream(inflating(63), '/Filter /FlateDecode').toString('latin1'),
  );
  await expect(check(onePage(PRINT, { objects }))).rejects.toMatchObject({
    code: 'too_complex',
    message: expect.stringContaining('150 MB'),
  });
});

test('runs in content end at what pdfium reads of them, those of an image do not', async () => {
  const filters = '/Filter [/FlateDecode /RunLengthDecode]';
  await expect(checkUnpackedSizes(unused(runs(21), filters))).rejects.toMatchObject({
    code: 'too_complex',
    message: expect.stringContaining('20 MB'),
  });
  await expect(checkUnpackedSizes(unused(runs(21), `/Subtype /Image ${filters}`))).resolves.toBeUndefined();
});
