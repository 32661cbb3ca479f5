import * as z from 'zod';

/**
 * Where a run of text stands on its page: offsets into the whole text (UTF-16 code units, half-open),
 * the rectangle as fractions of the page, origin top left.
 */
export const textBox = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type TextBox = z.infer<typeof textBox>;

/** How a page's text was obtained; `blank` shows nothing, `unread` shows something of which no text could be read. */
export const pageTextSource = z.enum(['text', 'ocr', 'blank', 'unread']);

export const textPage = z.object({
  page: z.int().min(1),
  start: z.int().min(0),
  end: z.int().min(0),
  source: pageTextSource,
  boxes: z.array(textBox).optional(),
});
export type TextPage = z.infer<typeof textPage>;

/** A heading in the text; `level` counts from 1, the outermost. */
export const textHeading = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  level: z.int().min(1).max(9),
  title: z.string(),
});
export type TextHeading = z.infer<typeof textHeading>;

/** A run of an e-mail that repeats an earlier message; it counts less in search. */
export const quotedRange = z.object({ start: z.int().min(0), end: z.int().min(0) });
export type QuotedRange = z.infer<typeof quotedRange>;

/**
 * The canonical result of an extraction, stored as JSON beside the original: the whole text, its pages
 * (in order, covering all text but the newlines between them), its headings, and what an e-mail quotes. A row of
 * a table is a line, its cells parted by tabs.
 */
export const extractedText = z.object({
  text: z.string(),
  pages: z.array(textPage).min(1),
  headings: z.array(textHeading),
  quoted: z.array(quotedRange).optional(),
});
export type ExtractedText = z.infer<typeof extractedText>;
