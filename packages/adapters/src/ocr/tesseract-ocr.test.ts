import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OcrReading, PageImage } from '@elenchus/core/ocr/ocr-port';
import { afterAll, expect, test } from 'vitest';
import { loadPdfium } from '../document-parser/pdf/pdfium-library.ts';
import { renderPage } from '../document-parser/pdf/render-page.ts';
import { onePage } from '../document-parser/pdf/testing/handmade-pdf.ts';
import { pdfiumWasm } from '../document-parser/pdf/testing/pdfium.ts';
import { TesseractOcr } from './tesseract-ocr.ts';

const options = {
  workerPath: fileURLToPath(new URL('./tesseract-worker.ts', import.meta.url)),
  langPath: join(dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/eng'))), '4.0.0_best_int'),
};
const engine = new TesseractOcr(options);
afterAll(() => engine.close());

const library = await loadPdfium(pdfiumWasm());
const LINES = [
  'The tenant shall pay the rent on the',
  'first day of each month, and keep the',
  'premises in good repair.',
];

/** A page with a few lines of print; `matrix` places them, `entries` go to the page. */
function page(lines: readonly string[], matrix = '1 0 0 1 72 600', entries = ''): PageImage {
  const print = lines.map((line) => `(${line}) Tj 0 -18 Td`).join(' ');
  const content = `q ${matrix} cm BT /F1 14 Tf ${print} ET Q`;
  return renderPage(library, onePage(content, { page: entries }), 1);
}

const textOf = ({ lines }: OcrReading) => lines.map(({ words }) => words.map(({ text }) => text).join(' '));

test('reads the lines of a page, and where they stand', async () => {
  const reading = await engine.read(page(LINES));
  expect(textOf(reading)).toEqual(LINES);
  expect(reading.quarterTurns).toBe(0);
  const [first] = reading.lines[0]?.words ?? [];
  expect(first).toMatchObject({
    text: 'The',
    x: expect.closeTo(72 / 612, 2),
    y: expect.closeTo((792 - 610) / 792, 2),
    width: expect.closeTo(24 / 612, 2),
    height: expect.closeTo(10 / 792, 2),
  });
  expect(first?.confidence).toBeGreaterThan(0.8);
  expect(first?.confidence).toBeLessThanOrEqual(1);
});

test.each([
  [90, 3, { x: 1 - (792 - 600) / 792, y: 72 / 612 }],
  [180, 2, { x: 1 - 72 / 612, y: 600 / 792 }],
  [270, 1, { x: (792 - 600) / 792, y: 1 - 72 / 612 }],
])(
  'reads a page that is turned by %i degrees, and says where its words stand on it',
  async (rotation, turns, corner) => {
    const reading = await engine.read(page(LINES, undefined, `/Rotate ${rotation}`));
    expect(textOf(reading)).toEqual(LINES);
    expect(reading.quarterTurns).toBe(turns);
    const [first] = reading.lines[0]?.words ?? [];
    // The corner at which the text begins is one of the rectangle's.
    const xs = [first?.x ?? 0, (first?.x ?? 0) + (first?.width ?? 0)];
    const ys = [first?.y ?? 0, (first?.y ?? 0) + (first?.height ?? 0)];
    expect(Math.min(...xs.map((x) => Math.abs(x - corner.x)))).toBeLessThan(0.01);
    expect(Math.min(...ys.map((y) => Math.abs(y - corner.y)))).toBeLessThan(0.01);
  },
);

test('reads a page that was put in askew, and says where its words stand on it', async () => {
  const [cosine, sine] = [Math.cos(0.07), Math.sin(0.07)];
  const lines = Array.from({ length: 4 }, () => LINES).flat();
  const reading = await engine.read(page(lines, `${cosine} ${sine} ${-sine} ${cosine} 100 600`));
  expect(textOf(reading)).toEqual(lines);
  const last = reading.lines.at(-1)?.words[0];
  const down = 18 * (lines.length - 1);
  expect(last?.x).toBeCloseTo((100 + sine * down) / 612, 2);
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeCloseTo((792 - 600 + cosine * down) / 792, 2);
});

test('a page without text has no lines', async () => {
  expect(await engine.read(page([]))).toEqual({ lines: [], quarterTurns: 0 });
});

test('a page that takes too long is given up, and the next one is read', async () => {
  const hurried = new TesseractOcr({ ...options, limits: { cpuMs: 20 } });
  await expect(hurried.read(page(LINES))).rejects.toMatchObject({ code: 'ocr_too_complex' });
  await hurried.close();
  expect(textOf(await engine.read(page(['Next page'])))).toEqual(['Next page']);
});

test('what is no image, and language data that is not there, are faults', async () => {
  const broken = { png: Uint8Array.of(1, 2, 3), widthPixels: 1, heightPixels: 1 };
  await expect(engine.read(broken)).rejects.toMatchObject({ code: 'ocr_unavailable' });
  const absent = new TesseractOcr({ ...options, langPath: join(options.langPath, 'absent') });
  await expect(absent.read(page(LINES))).rejects.toMatchObject({ code: 'ocr_unavailable' });
  await absent.close();
});

test('an abort ends the reading, and so does closing', async () => {
  const single = new TesseractOcr(options);
  const stop = new AbortController();
  const readings = [single.read(page(LINES), { signal: stop.signal }), single.read(page(LINES))];
  const settled = Promise.allSettled(readings);
  stop.abort(new Error('no longer wanted'));
  await expect(readings[0]).rejects.toThrow('no longer wanted');
  await single.close();
  expect(await settled).toMatchObject([{ status: 'rejected' }, { reason: { code: 'ocr_unavailable' } }]);
  await expect(single.read(page(LINES))).rejects.toMatchObject({ code: 'ocr_unavailable' });
});
