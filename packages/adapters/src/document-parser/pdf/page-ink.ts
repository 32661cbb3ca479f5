import { asFractions, type PageGeometry, type Rectangle, toShownRectangle } from './page-geometry.ts';
import type { PageLine } from './page-text.ts';
import { type Pdfium, PdfiumFault, withMemory } from './pdfium-library.ts';

/** Pages are rendered at 72 dpi for this look, larger ones reduced to so many pixels a side. */
const MAX_SIDE_PIXELS = 1000;
/** Ink differs from the ground by more than so many of 255 steps in one colour. */
const INK_CONTRAST = 48;
/** Straight strokes longer than half an inch are rules, frames and fills, not letters. */
const STROKE_PIXELS = 36;
/** About three letters. */
const MIN_MARK_PIXELS = 20;
/** A page with fewer characters may be a scan with a stamp or a running header. */
const FEW_CHARACTERS = 250;
const SCAN_SHARE_OF_PAGE = 0.5;
/** About half a line of print. */
const MIN_BODY_MARK_PIXELS = 150;
const MAX_OBJECTS = 5000;
const MAX_FORM_DEPTH = 4;
const [OBJECT_IMAGE, OBJECT_FORM] = [3, 5];
const [BITMAP_BGRX, RENDER_ANNOTATIONS, WHITE] = [3, 1, 0xffffffff];

/**
 * Whether a page shows text that its text layer does not hold. A page without any text is blank if it shows
 * nothing besides straight strokes and fills; a page with little text is unread if an image covers half of it
 * and marks stand outside the text.
 */
export function showsUnreadText(
  library: Pdfium,
  page: number,
  geometry: PageGeometry,
  lines: readonly PageLine[],
): boolean {
  const characters = countCharacters(lines, FEW_CHARACTERS);
  if (characters === 0) {
    const isBare = library.FPDFPage_CountObjects(page) === 0 && library.FPDFPage_GetAnnotCount(page) === 0;
    return !isBare && countMarks(library, page, geometry, []) >= MIN_MARK_PIXELS;
  }
  if (characters >= FEW_CHARACTERS || !hasScan(library, page, geometry)) return false;
  return (
    countMarks(
      library,
      page,
      geometry,
      lines.flatMap(({ boxes }) => boxes),
    ) >= MIN_BODY_MARK_PIXELS
  );
}

/** The characters besides blanks; counting stops once there are enough. */
function countCharacters(lines: readonly PageLine[], enough: number): number {
  let characters = 0;
  for (const { text } of lines) {
    if (characters >= enough) break;
    characters += text.replace(/\s/g, '').length;
  }
  return characters;
}

function hasScan(library: Pdfium, page: number, geometry: PageGeometry): boolean {
  const count = Math.min(library.FPDFPage_CountObjects(page), MAX_OBJECTS);
  for (let index = 0; index < count; index += 1) {
    const object = library.FPDFPage_GetObject(page, index);
    const type = library.FPDFPageObj_GetType(object);
    if (type !== OBJECT_IMAGE && type !== OBJECT_FORM) continue;
    if (shareOfPage(library, object, geometry) < SCAN_SHARE_OF_PAGE) continue;
    // Bounds inside a form are in the form's own space: an image there counts by the form's size.
    if (type === OBJECT_IMAGE || containsImage(library, object, 1)) return true;
  }
  return false;
}

function containsImage(library: Pdfium, form: number, depth: number): boolean {
  const count = Math.min(library.FPDFFormObj_CountObjects(form), MAX_OBJECTS);
  for (let index = 0; index < count; index += 1) {
    const object = library.FPDFFormObj_GetObject(form, index);
    const type = library.FPDFPageObj_GetType(object);
    if (type === OBJECT_IMAGE) return true;
    if (type === OBJECT_FORM && depth < MAX_FORM_DEPTH && containsImage(library, object, depth + 1))
      return true;
  }
  return false;
}

function shareOfPage(library: Pdfium, object: number, geometry: PageGeometry): number {
  return withMemory(library, 16, (buffer) => {
    library.FPDFPageObj_GetBounds(object, buffer, buffer + 4, buffer + 8, buffer + 12);
    const [left = 0, bottom = 0, right = 0, top = 0] = library.pdfium.HEAPF32.subarray(
      buffer / 4,
      buffer / 4 + 4,
    );
    const { width, height } = asFractions(geometry, toShownRectangle(geometry, { left, bottom, right, top }));
    return width * height;
  });
}

/** Counts the pixels of ink outside `covered` that belong to no long straight stroke. */
function countMarks(
  library: Pdfium,
  page: number,
  geometry: PageGeometry,
  covered: readonly Rectangle[],
): number {
  const turned = geometry.quarterTurns % 2 === 1;
  const points = turned
    ? [geometry.heightPoints, geometry.widthPoints]
    : [geometry.widthPoints, geometry.heightPoints];
  const [across = 1, down = 1] = points;
  const scale = Math.min(1, MAX_SIDE_PIXELS / Math.max(across, down));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  const ink = inkOf(render(library, page, width, height));
  for (const box of covered) clear(ink, width, height, box);
  const strokes = new Uint8Array(ink.length);
  for (let row = 0; row < height; row += 1) markStrokes(ink, strokes, row * width, width, 1);
  for (let column = 0; column < width; column += 1) markStrokes(ink, strokes, column, height, width);
  return ink.reduce((sum, value, index) => sum + (value === 1 && strokes[index] === 0 ? 1 : 0), 0);
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
function inkOf(pixels: Uint32Array): Uint8Array {
  const ground = usualColour(pixels);
  const ink = new Uint8Array(pixels.length);
  for (let place = 0; place < pixels.length; place += 1) {
    const pixel = pixels[place] ?? 0;
    if (pixel !== ground && contrast(pixel, ground) > INK_CONTRAST) ink[place] = 1;
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

function markStrokes(
  ink: Uint8Array,
  strokes: Uint8Array,
  start: number,
  length: number,
  step: number,
): void {
  let run = 0;
  for (let place = 0; place <= length; place += 1) {
    const isInk = place < length && ink[start + place * step] === 1;
    if (isInk) {
      run += 1;
      continue;
    }
    if (run >= STROKE_PIXELS) {
      for (let back = 1; back <= run; back += 1) strokes[start + (place - back) * step] = 1;
    }
    run = 0;
  }
}
