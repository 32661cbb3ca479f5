import type { PageImage } from '@elenchus/core/ocr/ocr-port';
import { corruptFile } from '../file-rejection.ts';
import { evenGround } from './even-ground.ts';
import { greyPng } from './grey-png.ts';
import { loadPage } from './load-page.ts';
import { losesContent } from './page-content.ts';
import { type PageGeometry, pageGeometry, shownSize } from './page-geometry.ts';
import { imageCover } from './page-images.ts';
import { withDocument } from './pdf-document.ts';
import { inspectPdfStructure } from './pdf-structure.ts';
import { type Pdfium, PdfiumFault } from './pdfium-library.ts';

const POINTS_PER_INCH = 72;
/** Scans mostly have this resolution, and text recognition is trained on it. */
const SCAN_DPI = 300;
const PRINT_DPI = 250;
const SCAN_SHARE_OF_PAGE = 0.5;
/** Letter paper at 300 dots an inch: its longer side, and somewhat more than its 8.4 million pixels. */
const LETTER_SIDE_PIXELS = 3300;
const MAX_PIXELS = 10_000_000;
const MAX_SIDE_PIXELS = 10_000;
const [BITMAP_GREY, WHITE] = [1, 0xff];
const [RENDER_ANNOTATIONS, RENDER_GREY] = [0x01, 0x08];

interface Drawing {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws a page (from 1) in grey, as it is shown. Throws FileRejection where the file or the page cannot be read. */
export function renderPage(library: Pdfium, received: Uint8Array, pageNumber: number): PageImage {
  const file = received.subarray(0, inspectPdfStructure(received).lengthBytes);
  return withDocument(library, file, (document) => {
    const page = loadPage(library, document, pageNumber - 1);
    if (page === 0) throw corruptFile(`The PDF is damaged: page ${pageNumber} cannot be read.`);
    try {
      const { pixels, width, height } = draw(library, page);
      // pdfium leaves out what it cannot decode, and says nothing.
      if (isBlank(pixels) && losesContent(library, document, page, pageNumber - 1)) {
        throw corruptFile(`The PDF is damaged: the content of page ${pageNumber} cannot be decoded.`);
      }
      evenGround(pixels, width, height);
      return { png: greyPng(pixels, width, height), widthPixels: width, heightPixels: height };
    } finally {
      library.FPDF_ClosePage(page);
    }
  });
}

function draw(library: Pdfium, page: number): Drawing {
  const [width, height] = imageSize(library, page, pageGeometry(library, page));
  const bitmap = library.FPDFBitmap_CreateEx(width, height, BITMAP_GREY, 0, 0);
  if (bitmap === 0) throw new PdfiumFault('pdfium has no memory left');
  try {
    const stride = library.FPDFBitmap_GetStride(bitmap);
    const from = library.FPDFBitmap_GetBuffer(bitmap);
    const drawn = () => library.pdfium.HEAPU8.subarray(from, from + stride * height);
    drawn().fill(WHITE);
    const flags = RENDER_ANNOTATIONS | RENDER_GREY;
    library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
    const pixels = new Uint8Array(width * height);
    for (let row = 0; row < height; row += 1) {
      pixels.set(drawn().subarray(row * stride, row * stride + width), row * width);
    }
    return { pixels, width, height };
  } finally {
    library.FPDFBitmap_Destroy(bitmap);
  }
}

function isBlank(pixels: Uint8Array): boolean {
  return pixels.every((pixel) => pixel === WHITE);
}

function imageSize(library: Pdfium, page: number, geometry: PageGeometry): readonly [number, number] {
  const [across, down] = shownSize(geometry);
  const { share, dotsPerInch } = imageCover(library, page, geometry);
  const longerInches = Math.max(across, down) / POINTS_PER_INCH;
  // A scan may be set far smaller than the paper was.
  const scanDpi = Math.max(SCAN_DPI, Math.min(dotsPerInch, LETTER_SIDE_PIXELS / longerInches));
  const scale = Math.min(
    (share >= SCAN_SHARE_OF_PAGE ? scanDpi : PRINT_DPI) / POINTS_PER_INCH,
    Math.sqrt(MAX_PIXELS / (across * down)),
    MAX_SIDE_PIXELS / Math.max(across, down),
  );
  return [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(down * scale))];
}
