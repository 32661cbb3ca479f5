import type { ExtractedText, TextPage } from '@elenchus/contracts/documents/extracted-text';

/** A citation whose quotation was compared with the document's text. */
export interface VerifiedCitation {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Pages of the first and of the last character. */
  readonly page: number;
  readonly pageTo: number;
}

/**
 * Checks that `quote` is exactly the text from `start` to `end` (UTF-16 code units, half-open, not empty) and
 * finds its pages. Null if it is not, or if an end of it lies on no page.
 */
export function verifyCitation(
  extracted: Pick<ExtractedText, 'text' | 'pages'>,
  citation: { readonly start: number; readonly end: number; readonly quote: string },
): VerifiedCitation | null {
  const { start, end, quote } = citation;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start) return null;
  if (end > extracted.text.length || extracted.text.slice(start, end) !== quote) return null;
  const page = pageAt(extracted.pages, start);
  const pageTo = pageAt(extracted.pages, end - 1);
  if (page === null || pageTo === null) return null;
  return { start, end, quote, page, pageTo };
}

/** The page that holds the character at `offset`; a newline between pages belongs to the page before it. */
function pageAt(pages: readonly TextPage[], offset: number): number | null {
  return pages.findLast(({ start }) => start <= offset)?.page ?? null;
}
