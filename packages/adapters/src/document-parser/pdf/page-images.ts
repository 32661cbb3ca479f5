import { asFractions, type PageGeometry, toShownRectangle } from './page-geometry.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';

const POINTS_PER_INCH = 72;
const MAX_OBJECTS = 5000;
const MAX_FORM_DEPTH = 4;
const [OBJECT_IMAGE, OBJECT_FORM] = [3, 5];

export interface ImageCover {
  /** The share of the page that its images cover, also those of a scan cut into strips; what overlaps counts twice. */
  readonly share: number;
  /** The highest resolution of the images; 0 where it is not known. */
  readonly dotsPerInch: number;
}

export function imageCover(library: Pdfium, page: number, geometry: PageGeometry): ImageCover {
  let [share, dotsPerInch] = [0, 0];
  const count = Math.min(library.FPDFPage_CountObjects(page), MAX_OBJECTS);
  for (let index = 0; index < count; index += 1) {
    const object = library.FPDFPage_GetObject(page, index);
    const type = library.FPDFPageObj_GetType(object);
    if (type !== OBJECT_IMAGE && type !== OBJECT_FORM) continue;
    // Bounds inside a form are in the form's own space: an image there counts by the form's size.
    if (type === OBJECT_FORM && !containsImage(library, object, 1)) continue;
    const shareOfPage = shareOf(library, object, geometry);
    share += shareOfPage;
    if (type === OBJECT_IMAGE && shareOfPage > 0) {
      const squareInches =
        (shareOfPage * geometry.widthPoints * geometry.heightPoints) / POINTS_PER_INCH ** 2;
      dotsPerInch = Math.max(dotsPerInch, Math.sqrt(pixelsOf(library, object) / squareInches));
    }
  }
  return { share, dotsPerInch };
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

function shareOf(library: Pdfium, object: number, geometry: PageGeometry): number {
  return withMemory(library, 16, (buffer) => {
    library.FPDFPageObj_GetBounds(object, buffer, buffer + 4, buffer + 8, buffer + 12);
    const [left = 0, bottom = 0, right = 0, top = 0] = library.pdfium.HEAPF32.subarray(
      buffer / 4,
      buffer / 4 + 4,
    );
    const { x, y, width, height } = asFractions(
      geometry,
      toShownRectangle(geometry, { left, bottom, right, top }),
    );
    const across = Math.min(1, x + width) - Math.max(0, x);
    const down = Math.min(1, y + height) - Math.max(0, y);
    return Math.max(0, across) * Math.max(0, down);
  });
}

function pixelsOf(library: Pdfium, image: number): number {
  return withMemory(library, 8, (buffer) => {
    if (library.FPDFImageObj_GetImagePixelSize(image, buffer, buffer + 4) === 0) return 0;
    const size = new DataView(library.pdfium.HEAPU8.buffer, buffer, 8);
    return size.getUint32(0, true) * size.getUint32(4, true);
  });
}
