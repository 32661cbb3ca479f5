import { type Pdfium, withMemory } from './pdfium-library.ts';

/** A rectangle on the page as it is shown, origin top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The visible part of a page (crop box within media box) in its own coordinates, and how it is turned. */
export interface PageGeometry {
  readonly left: number;
  readonly bottom: number;
  readonly widthPoints: number;
  readonly heightPoints: number;
  /** Clockwise (ISO 32000-1, table 30), 0 to 3. */
  readonly quarterTurns: number;
}

const FLOAT_BYTES = 4;

export function pageGeometry(library: Pdfium, page: number): PageGeometry {
  return withMemory(library, 4 * FLOAT_BYTES, (rectangle) => {
    library.FPDF_GetPageBoundingBox(page, rectangle);
    const at = rectangle / FLOAT_BYTES;
    const [left = 0, top = 0, right = 0, bottom = 0] = library.pdfium.HEAPF32.subarray(at, at + 4);
    return {
      left: Math.min(left, right),
      bottom: Math.min(top, bottom),
      widthPoints: Math.abs(right - left) || 1,
      heightPoints: Math.abs(top - bottom) || 1,
      quarterTurns: library.FPDFPage_GetRotation(page) & 3,
    };
  });
}

/** Where a point of the page's own coordinates (origin bottom left, not turned) is seen, in points from the top left. */
export function toShownPoint(page: PageGeometry, x: number, y: number): readonly [x: number, y: number] {
  const across = x - page.left;
  const up = y - page.bottom;
  if (page.quarterTurns === 1) return [up, across];
  if (page.quarterTurns === 2) return [page.widthPoints - across, up];
  if (page.quarterTurns === 3) return [page.heightPoints - up, page.widthPoints - across];
  return [across, page.heightPoints - up];
}

export function toShownRectangle(
  page: PageGeometry,
  corners: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): Rectangle {
  const [x1, y1] = toShownPoint(page, corners.left, corners.top);
  const [x2, y2] = toShownPoint(page, corners.right, corners.bottom);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** Width and height of the page as it is shown, in points. */
export function shownSize(page: PageGeometry): readonly [across: number, down: number] {
  return page.quarterTurns % 2 === 1
    ? [page.heightPoints, page.widthPoints]
    : [page.widthPoints, page.heightPoints];
}

/** The same rectangle in fractions of the page. */
export function asFractions(page: PageGeometry, { x, y, width, height }: Rectangle): Rectangle {
  const [across, down] = shownSize(page);
  return { x: x / across, y: y / down, width: width / across, height: height / down };
}

/** The smallest rectangle that holds all of them. */
export function union(rectangles: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rectangles) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
