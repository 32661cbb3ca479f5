import { type PageGeometry, type Rectangle, shownSize } from './page-geometry.ts';
import { type Pdfium, PdfiumFault } from './pdfium-library.ts';

/** Pages are rendered at 72 dpi for this look, larger ones reduced to so many pixels a side. */
const MAX_SIDE_PIXELS = 1000;
/** Straight strokes longer than half an inch are rules, frames and fills, not letters. */
const STROKE_PIXELS = 36;
const [BITMAP_BGRX, RENDER_ANNOTATIONS, WHITE] = [3, 1, 0xffffffff];

/**
 * Counts the pixels of ink that belong to no long straight stroke, inside and outside of `covered`, in a page drawn
 * at 72 dpi. Ink differs from the ground by more than `contrast` of 255 steps in one colour.
 */
export function countMarks(
  library: Pdfium,
  page: number,
  geometry: PageGeometry,
  contrast: number,
  covered: readonly Rectangle[],
): { readonly inside: number; readonly outside: number } {
  const [across, down] = shownSize(geometry);
  const scale = Math.min(1, MAX_SIDE_PIXELS / Math.max(across, down));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  const ink = inkOf(render(library, page, width, height), contrast);
  const marks = ink.slice();
  for (let row = 0; row < height; row += 1) clearStrokes(ink, marks, row * width, width, 1);
  for (let column = 0; column < width; column += 1) clearStrokes(ink, marks, column, height, width);
  const all = sum(marks);
  for (const box of covered) clear(marks, width, height, box);
  const outside = sum(marks);
  return { inside: all - outside, outside };
}

function sum(marks: Uint8Array): number {
  let total = 0;
  for (let place = 0; place < marks.length; place += 1) total += marks[place] ?? 0;
  return total;
}

function render(library: Pdfium, page: number, width: number, height: number): Uint32Array {
  const bitmap = library.FPDFBitmap_CreateEx(width, height, BITMAP_BGRX, 0, 0);
  if (bitmap === 0) throw new PdfiumFault('pdfium has no memory left');
  try {
    library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RENDER_ANNOTATIONS);
    const from = library.FPDFBitmap_GetBuffer(bitmap);
    return new Uint32Array(library.pdfium.HEAPU8.slice(from, from + width * height * 4).buffer);
  } finally {
    library.FPDFBitmap_Destroy(bitmap);
  }
}

/** 1 where a pixel differs from the most frequent colour, the ground. */
function inkOf(pixels: Uint32Array, leastContrast: number): Uint8Array {
  const ground = usualColour(pixels);
  const ink = new Uint8Array(pixels.length);
  for (let place = 0; place < pixels.length; place += 1) {
    const pixel = pixels[place] ?? 0;
    if (pixel !== ground && contrast(pixel, ground) > leastContrast) ink[place] = 1;
  }
  return ink;
}

/** The largest difference in blue, green and red. */
function contrast(one: number, other: number): number {
  const blue = Math.abs((one & 255) - (other & 255));
  const green = Math.abs(((one >> 8) & 255) - ((other >> 8) & 255));
  const red = Math.abs(((one >> 16) & 255) - ((other >> 16) & 255));
  return Math.max(blue, green, red);
}

/** A colour of the most frequent among 4,096 ranges of colours. */
function usualColour(pixels: Uint32Array): number {
  const counts = new Uint32Array(4096);
  const samples = new Uint32Array(4096);
  for (let place = 0; place < pixels.length; place += 1) {
    const pixel = pixels[place] ?? 0;
    const range = ((pixel >> 12) & 0xf00) | ((pixel >> 8) & 0xf0) | ((pixel >> 4) & 0xf);
    counts[range] = (counts[range] ?? 0) + 1;
    samples[range] = pixel;
  }
  let most = 0;
  for (let range = 1; range < counts.length; range += 1) {
    if ((counts[range] ?? 0) > (counts[most] ?? 0)) most = range;
  }
  return samples[most] ?? 0;
}

/** Clears a box and a little around it: boxes hug the letters. */
function clear(ink: Uint8Array, width: number, height: number, box: Rectangle): void {
  const [left, right] = [Math.floor(box.x * width) - 2, Math.ceil((box.x + box.width) * width) + 2];
  const [top, bottom] = [Math.floor(box.y * height) - 2, Math.ceil((box.y + box.height) * height) + 2];
  for (let row = Math.max(0, top); row < Math.min(height, bottom); row += 1) {
    ink.fill(0, row * width + Math.max(0, left), row * width + Math.max(0, Math.min(width, right)));
  }
}

/** Clears the runs of ink in one row or column that are straight strokes. */
function clearStrokes(ink: Uint8Array, marks: Uint8Array, start: number, length: number, step: number): void {
  let run = 0;
  for (let place = 0; place <= length; place += 1) {
    const isInk = place < length && ink[start + place * step] === 1;
    if (isInk) {
      run += 1;
      continue;
    }
    if (run >= STROKE_PIXELS) {
      for (let back = 1; back <= run; back += 1) marks[start + (place - back) * step] = 0;
    }
    run = 0;
  }
}
