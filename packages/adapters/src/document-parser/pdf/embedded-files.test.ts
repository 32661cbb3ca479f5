import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { embeddedFiles } from './embedded-files.ts';
import { extractPdf } from './extract-pdf.ts';
import { withDocument } from './pdf-document.ts';
import { loadPdfium } from './pdfium-library.ts';
import { onePage, stream } from './testing/handmade-pdf.ts';
import { pdfiumWasm } from './testing/pdfium.ts';
import { printedPdf } from './testing/printed-pdf.ts';

const library = await loadPdfium(pdfiumWasm());
const COVER = 'BT /F1 12 Tf 72 700 Td (Please open this portfolio in another program.) Tj ET';
const EMPTY_FORM = stream('', '/Type /XObject /Subtype /Form /BBox [0 0 1 1]');

function parsed(file: Uint8Array) {
  return extractPdf(library, file, () => {});
}

function files(file: Uint8Array) {
  return parsed(file).embedded?.map(({ fileName, content }) => [fileName, Buffer.from(content).toString()]);
}

/** Object 7 is the file specification, object 8 its content; the catalog lists what `names` says. */
function withFile(names: string, specification: string, content: string | Buffer, page = ''): Buffer {
  const tree = names === '' ? '' : `/Names << /EmbeddedFiles << /Names [${names}] >> >>`;
  const objects = [
    EMPTY_FORM.toString(),
    `<< /Type /Filespec ${specification} >>`,
    content.toString('latin1'),
  ];
  return onePage(COVER, { catalog: tree, page, objects });
}

const lease = stream('The lease.', '/Type /EmbeddedFile /Params << /Size 10 >>');
const LEASE_NAME = '/F (lease.txt) /UF (lease.txt) /EF << /F 8 0 R >>';
const PAPER_CLIP = '/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS 7 0 R >>]';

test('a PDF without files has none', () => {
  expect(parsed(onePage(COVER))).not.toHaveProperty('embedded');
});

test('the files of a portfolio come unpacked, in the order of its list', async () => {
  const file = await printedPdf((document) => {
    document.text('For the best experience, open this PDF portfolio in another program.');
    document.file(Buffer.from('One lease. '.repeat(500)), { name: '1 lease.txt' });
    document.file(Buffer.from('Draft'), { name: '2 Übersicht 合同.txt' });
  });
  expect(files(file)).toEqual([
    ['1 lease.txt', 'One lease. '.repeat(500)],
    ['2 Übersicht 合同.txt', 'Draft'],
  ]);
});

test('files of an encrypted PDF that opens without a password come decrypted', async () => {
  const options = { ownerPassword: 'owner', pdfVersion: '1.7' } as const;
  const file = await printedPdf((document) => {
    document.text('Cover.');
    document.file(Buffer.from('Kept from others.'), { name: 'secret.txt' });
  }, options);
  expect(file.includes('/Encrypt')).toBe(true);
  expect(files(file)).toEqual([['secret.txt', 'Kept from others.']]);
});

test.each([
  ['in the list alone', '(a) 7 0 R', ''],
  ['on a page alone', '', PAPER_CLIP],
  ['in both', '(a) 7 0 R', PAPER_CLIP],
  ['in both, described twice', `(a) << ${LEASE_NAME} >>`, PAPER_CLIP],
])('a file %s comes once', (_, names, page) => {
  expect(files(withFile(names, LEASE_NAME, lease, page))).toEqual([['lease.txt', 'The lease.']]);
});

test('a file on a page is found before fields and stamps become part of the page', () => {
  const stamp =
    '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [9 9 30 30] /AP << /N 6 0 R >> >> << /Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS 7 0 R >>';
  expect(files(withFile('', LEASE_NAME, lease, `/Annots [${stamp}]`))).toHaveLength(1);
});

test.each([
  ['/F (../../etc/pass\\000wd) /EF << /F 8 0 R >>', 'passwd'],
  ['/F (/C/temp/deed.pdf) /EF << /F 8 0 R >>', 'deed.pdf'],
  ['/F (..) /EF << /F 8 0 R >>', 'attachment-1.bin'],
])('the name of %s is made safe', (specification, name) => {
  expect(files(withFile('(a) 7 0 R', specification, lease))).toEqual([[name, 'The lease.']]);
});

/** Half of what it states, then a block of a type that there is not (RFC 1951, 3.2.3). */
const damaged = Buffer.concat([
  deflateSync(Buffer.alloc(500, 'The lease. '), { finishFlush: constants.Z_SYNC_FLUSH }),
  Buffer.alloc(300, 0x07),
]);

test.each([
  ['is missing', '/F (lease.txt)', lease],
  ['is no stream', LEASE_NAME, '[1 2 3]'],
  [
    'ends in damage before its stated size',
    LEASE_NAME,
    stream(damaged, '/Type /EmbeddedFile /Filter /FlateDecode /Params << /Size 1000 >>'),
  ],
])('a file whose content %s is passed on without any, and the PDF is read', (_, specification, content) => {
  const file = withFile('(a) 7 0 R', specification, content);
  expect(files(file)).toEqual([['lease.txt', '']]);
  expect(parsed(file).extracted.text).toContain('Please open this portfolio');
});

test('a cover that shows nothing does not hold back the files under it', () => {
  const file = onePage('', {
    catalog: '/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>',
    objects: [EMPTY_FORM.toString(), `<< ${LEASE_NAME} >>`, lease.toString()],
  });
  expect(parsed(file)).toMatchObject({ extracted: { text: '' }, embedded: [{ fileName: 'lease.txt' }] });
});

test('as many files as nobody attaches are too complex', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, at) => `(${at}) << /F (${at}.txt) /EF << /F 8 0 R >> >>`).join(' ');
  expect(files(withFile(names(1000), LEASE_NAME, lease))).toHaveLength(1000);
  expect(() => parsed(withFile(names(1001), LEASE_NAME, lease))).toThrow(
    expect.objectContaining({ code: 'too_complex' }),
  );
});

test('a list that leads back to itself, or twice to all below it, ends', () => {
  const node = (at: number) => `<< /Kids [${at + 1} 0 R ${at + 1} 0 R 8 0 R] >>`;
  const objects = [
    EMPTY_FORM.toString(),
    lease.toString(),
    ...Array.from({ length: 40 }, (_, at) => node(at + 8)),
  ];
  const leaf = '<< /Names [(a) << /F (a.txt) /EF << /F 7 0 R >> >>] >>';
  const file = onePage(COVER, {
    catalog: '/Names << /EmbeddedFiles 8 0 R >>',
    objects: [...objects, leaf],
  });
  expect(parsed(file).extracted.text).toContain('Please open');
});

test('files larger in all than can be held are too complex; one listed twice counts once', () => {
  const kilobyte = deflateSync(Buffer.alloc(1024));
  const content = stream(kilobyte, '/Type /EmbeddedFile /Filter /FlateDecode');
  const names = Array.from({ length: 4 }, (_, at) => `(${at}) << /F (${at}.txt) /EF << /F 8 0 R >> >>`);
  const within = (bytes: number, list: string) =>
    withDocument(library, withFile(list, LEASE_NAME, content), (document) =>
      embeddedFiles(library, document, 1, bytes),
    );
  expect(within(4096, names.join(' '))).toHaveLength(4);
  expect(() => within(4095, names.join(' '))).toThrow(expect.objectContaining({ code: 'too_complex' }));
  expect(within(1024, '(a) 7 0 R (b) 7 0 R')).toHaveLength(1);
});

const realFile = fileURLToPath(
  new URL('../../../../../../shared/data/files/pdf/pdf-with-attachment.pdf', import.meta.url),
);
if (!existsSync(realFile)) console.warn(`Skipped: no test data at ${realFile}`);

test.skipIf(!existsSync(realFile))('a PDF clipped to a page of another is read like any', () => {
  const [file] = parsed(readFileSync(realFile)).embedded ?? [];
  expect(file?.fileName).toBe('jpeg.pdf');
  expect(parsed(file?.content ?? new Uint8Array()).extracted.pages).not.toHaveLength(0);
});
