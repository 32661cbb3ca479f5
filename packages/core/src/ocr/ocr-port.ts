/** A drawn page: grey or colour PNG, at the resolution that reading wants (about 200 to 300 dpi). */
export interface PageImage {
  readonly png: Uint8Array;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** A word as it was read; the rectangle in fractions of the image, origin top left. */
export interface OcrWord {
  readonly text: string;
  /** 0 to 1, as the engine states it. */
  readonly confidence: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lines in reading order, each with its words; `paragraph` counts up where a new one begins. */
export interface OcrLine {
  readonly words: readonly OcrWord[];
  readonly paragraph: number;
}

export interface OcrReading {
  readonly lines: readonly OcrLine[];
  /** Clockwise quarter turns (0 to 3) by which the image was turned to be read; rectangles are of the image as given. */
  readonly quarterTurns: number;
}

/** The page takes more memory, time or room than the engine has for one; another try will not succeed. */
export class OcrTooComplexError extends Error {
  readonly code = 'ocr_too_complex';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OcrTooComplexError';
  }
}

/**
 * Reads the text of one page image; an image without text gives no lines. Throws `OcrTooComplexError` where no
 * try will succeed, and anything else for faults that may pass.
 */
export interface OcrEngine {
  /** Name and version of the engine, as it is told in a document's events. */
  readonly engineId: string;
  read(image: PageImage, options?: { readonly signal?: AbortSignal }): Promise<OcrReading>;
}
