import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadPdfium } from './pdfium-library.ts';
import { renderPage } from './render-page.ts';
import { handmadePdf, onePage, stream } from './testing/handmade-pdf.ts';
import { pdfiumWasm } from './testing/pdfium.ts';

const library = await loadPdfium(pdfiumWasm());

/** The pixels of a grey PNG without filters, and its size as its header tells. */
function decode(png: Uint8Array) {
  const bytes = Buffer.from(png);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([...bytes.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
  const rows = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const at = (x: number, y: number) => rows[Math.floor(y * height) * (width + 1) + 1 + Math.floor(x * width)];
  return { width, height, at };
}

/** A black square at the lower left of the page, 100 points wide. */
const corner = '0 g 0 0 100 100 re f';

test.each([
  [0, [2125, 2750], [0.05, 0.95]],
  [90, [2750, 2125], [0.05, 0.05]],
  [180, [2125, 2750], [0.95, 0.05]],
  [270, [2750, 2125], [0.95, 0.95]],
])('a page that is turned by %i degrees is drawn as it is shown', (rotation, size, [x = 0, y = 0]) => {
  const image = renderPage(library, onePage(corner, { page: `/Rotate ${rotation}` }), 1);
  const { width, height, at } = decode(image.png);
  expect([width, height]).toEqual(size);
  expect([image.widthPixels, image.heightPixels]).toEqual(size);
  expect(at(x, y)).toBe(0);
  expect(at(1 - x, 1 - y)).toBe(255);
});

test('what is filled in and stamped is drawn', () => {
  const appearance = stream('0 g 0 0 100 100 re f', '/Type /XObject /Subtype /Form /BBox [0 0 100 100]');
  const file = onePage('', {
    page: '/Annots [6 0 R]',
    objects: [
      '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 100 100] /AP << /N 7 0 R >> >>',
      appearance.toString('latin1'),
    ],
  });
  expect(decode(renderPage(library, file, 1).png).at(0.05, 0.95)).toBe(0);
});

/** A page of the given size in points that an image of the given pixels covers. */
function scan(
  widthPoints: number,
  heightPoints: number,
  widthPixels: number,
  heightPixels: number,
  pixels: Buffer,
) {
  const entries = `/Type /XObject /Subtype /Image /Width ${widthPixels} /Height ${heightPixels} /ColorSpace /DeviceGray /BitsPerComponent 8`;
  return onePage(`q ${widthPoints} 0 0 ${heightPoints} 0 0 cm /X Do Q`, {
    page: `/CropBox [0 0 ${widthPoints} ${heightPoints}]`,
    objects: [stream(pixels, entries).toString('latin1')],
  });
}

test.each([
  ['a letter', [612, 792], [100, 100], [2550, 3300]],
  ['a receipt set small', [144, 288], [1200, 2400], [1200, 2400]],
  ['a receipt of low resolution', [144, 288], [100, 200], [600, 1200]],
])('%s is drawn at the resolution that reading wants', (_, points, pixels, expected) => {
  const [width = 0, height = 0] = pixels;
  const file = scan(points[0] ?? 0, points[1] ?? 0, width, height, Buffer.alloc(width * height, 200));
  const { widthPixels, heightPixels } = renderPage(library, file, 1);
  expect([widthPixels, heightPixels]).toEqual(expected);
});

test.each([
  ['square', 5000, 5000],
  ['a banner', 14_000, 20],
])('a page as large as a wall has ten million pixels at most: %s', (_, width, height) => {
  const file = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R >>`,
    stream(corner),
  ]);
  const { widthPixels, heightPixels } = renderPage(library, file, 1);
  expect(widthPixels * heightPixels).toBeLessThanOrEqual(10_010_000);
  expect(Math.max(widthPixels, heightPixels)).toBeLessThanOrEqual(10_000);
});

test('a negative becomes a positive', () => {
  const pixels = Buffer.alloc(100 * 100, 0).fill(255, 0, 1000);
  const { at } = decode(renderPage(library, scan(612, 792, 100, 100, pixels), 1).png);
  expect(at(0.5, 0.05)).toBe(0);
  expect(at(0.5, 0.5)).toBe(255);
});

test('paper in a shadow is lightened, and its print stays dark', () => {
  const pixels = Buffer.alloc(400 * 400);
  for (let y = 0; y < 400; y += 1) {
    for (let x = 0; x < 400; x += 1) {
      const paper = 100 + (x * 155) / 400;
      pixels[y * 400 + x] = x % 40 < 4 ? paper * 0.2 : paper;
    }
  }
  const { at } = decode(renderPage(library, scan(612, 792, 400, 400, pixels), 1).png);
  for (const column of [20, 180, 380]) {
    expect(at((column + 0.5) / 400, 0.5)).toBeGreaterThan(225);
    expect(at((column - 18) / 400, 0.5)).toBeLessThan(120);
  }
});

test('a page that is not there makes the file corrupt', () => {
  expect(() => renderPage(library, onePage(corner), 2)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
