import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { extractPdf } from './extract-pdf.ts';
import { loadPdfium } from './pdfium-library.ts';
import { renderPage } from './render-page.ts';
import { handmadePdf, onePage, stream } from './testing/handmade-pdf.ts';
import { pdfiumWasm } from './testing/pdfium.ts';
import { printedPdf } from './testing/printed-pdf.ts';

const library = await loadPdfium(pdfiumWasm());
const PRINT = 'BT /F1 12 Tf 72 700 Td (Some text.) Tj ET';

// pdfium takes what it cannot decode as it is.
const UNREADABLE = Buffer.from(PRINT).map((byte) => byte ^ 0x80);

/** A document of a page that is fine and one with the content to be judged. */
function secondPage(content: Buffer, objects: Buffer[] = []): Buffer {
  const page = (number: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${number} 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /X 8 0 R >> >> >>`;
  return handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(7),
    stream(PRINT),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    content,
    ...objects,
  ]);
}

function sources(file: Buffer) {
  return extractPdf(library, file, () => {}).extracted.pages.map(({ source }) => source);
}

function image(data: Buffer, entries: string): Buffer {
  return stream(
    data,
    `/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 ${entries}`,
  );
}

const drawing = stream('q 500 0 0 500 0 0 cm /X Do Q');

test.each([
  ['nothing', stream('')],
  ['blanks', stream(' \n \n')],
  ['saved states', stream(deflateSync(Buffer.from('q Q q 0.1 0 0 0.1 0 0 cm Q')), '/Filter /FlateDecode')],
  ['a mark', stream('/Artifact << /Type /Pagination >> BDC EMC')],
  ['empty strings', stream('BT /F1 12 Tf () Tj [] TJ [() 20 ()] TJ <> Tj ET')],
  ['ASCII85', stream('E,o/~>', '/Filter /ASCII85Decode')],
  ['hexadecimal digits', stream('71 20 51>', '/Filter [/ASCIIHexDecode]')],
])('a page whose content is %s is blank', (_, content) => {
  expect(sources(secondPage(content))).toEqual(['text', 'blank']);
});

const smallDrawing = stream('q 300 0 0 300 0 0 cm /X Do Q');

test('a page that shows a white image is blank', () => {
  expect(sources(secondPage(smallDrawing, [image(Buffer.alloc(64, 255), '')]))).toEqual(['text', 'blank']);
});

test.each([
  ['of an unknown filter', stream(Buffer.from(UNREADABLE), '/Filter /FooDecode'), []],
  ['that is no deflated data', stream('4142434445464748>', '/Filter [/ASCIIHexDecode /FlateDecode]'), []],
  ['with an image that is not there', smallDrawing, []],
  [
    'with an image that is no JPEG',
    smallDrawing,
    [image(Buffer.from('not a picture'), '/Filter /DCTDecode')],
  ],
  ['of 2 MB of blanks', stream(deflateSync(Buffer.alloc(2_000_000, ' ')), '/Filter /FlateDecode'), []],
])('a page with content %s is not taken for blank', (_, content, objects) => {
  const corrupt = expect.objectContaining({ code: 'corrupt', message: expect.stringContaining('page 2') });
  expect(() => sources(secondPage(content, objects))).toThrow(corrupt);
});

test('a scan that is not decoded is found when it is drawn', () => {
  const broken = secondPage(drawing, [image(Buffer.from('not a picture'), '/Filter /DCTDecode')]);
  const corrupt = expect.objectContaining({ code: 'corrupt', message: expect.stringContaining('page 2') });
  expect(() => renderPage(library, broken, 2)).toThrow(corrupt);
  const white = secondPage(drawing, [image(Buffer.alloc(64, 255), '')]);
  expect(renderPage(library, white, 2)).toMatchObject({ widthPixels: 2550, heightPixels: 3300 });
});

test('the blank page of an encrypted file is blank', async () => {
  const options = { ownerPassword: 'owner', pdfVersion: '1.7' } as const;
  const file = await printedPdf((document) => void document.text('Some text.').addPage(), options);
  expect(sources(file)).toEqual(['text', 'blank']);
});

test('a file of one page that is not decoded is damaged, not without text', () => {
  const file = onePage(stream(Buffer.from(UNREADABLE), '/Filter /FooDecode'));
  expect(() => sources(file)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
