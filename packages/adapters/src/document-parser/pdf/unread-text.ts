import type { PageGeometry } from './page-geometry.ts';
import { imageCover } from './page-images.ts';
import { countMarks } from './page-ink.ts';
import type { PageLine } from './page-text.ts';
import type { Pdfium } from './pdfium-library.ts';

/** Letters of print, and what thin grey print on a scan has, once it is reduced. */
const [INK_CONTRAST, FAINT_INK_CONTRAST] = [48, 24];
/** About three letters, and half a line of print. */
const [MIN_MARK_PIXELS, MIN_BODY_MARK_PIXELS] = [20, 150];
/** A page with fewer characters may be a scan with a stamp or a running header. */
const FEW_CHARACTERS = 250;
/** A page with fewer characters may have its body in an image. */
const SOME_CHARACTERS = 500;
/** The shares of a page that an image of a word, of a body of text, and of a whole page at least take. */
const [WORD_SHARE, BODY_SHARE, SCAN_SHARE] = [0.002, 0.3, 0.5];
/** Drawing a page with images takes as long as reading the text of fifty. */
const MAX_LOOKS = 30;

/** Finds the pages of a document that show text which their text layer does not hold. */
export class UnreadText {
  readonly #library: Pdfium;
  #looks = 0;

  constructor(library: Pdfium) {
    this.#library = library;
  }

  /**
   * A page that shows nothing besides straight strokes and fills is blank. Scans without a text layer are unread,
   * and pages with little text are, if they have images and marks stand outside the text; for these the page is
   * drawn. After 30 such looks a page counts as unread where it may be.
   */
  isOn(page: number, geometry: PageGeometry, lines: readonly PageLine[]): boolean {
    const library = this.#library;
    const characters = countCharacters(lines, SOME_CHARACTERS);
    if (characters >= SOME_CHARACTERS) return false;
    if (characters === 0 && isBare(library, page)) return false;
    const { share } = imageCover(library, page, geometry);
    const isShort = characters < FEW_CHARACTERS;
    if (isShort && share >= SCAN_SHARE) return true;
    if (characters > 0 && share < (isShort ? WORD_SHARE : BODY_SHARE)) return false;
    this.#looks += 1;
    if (this.#looks > MAX_LOOKS) return true;
    if (characters === 0)
      return countMarks(library, page, geometry, FAINT_INK_CONTRAST, []).outside >= MIN_MARK_PIXELS;
    const boxes = lines.flatMap((line) => line.boxes);
    const { inside, outside } = countMarks(library, page, geometry, INK_CONTRAST, boxes);
    return outside >= MIN_BODY_MARK_PIXELS && (isShort || outside > inside);
  }
}

function isBare(library: Pdfium, page: number): boolean {
  return library.FPDFPage_CountObjects(page) === 0 && library.FPDFPage_GetAnnotCount(page) === 0;
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
