import type { ExtractedText, TextPage } from '@elenchus/contracts/documents/extracted-text';

export interface ContentRange {
  readonly firstPage: number;
  readonly lastPage: number;
  /** Where to begin on the first page, as an offset into the whole text. */
  readonly fromOffset: number;
  readonly withBoxes: boolean;
  /** Length of the pages as Lambda carries them: JSON in UTF-8, escaped once more as a string. */
  readonly maxBytes: number;
}

export interface ContentPart extends Pick<TextPage, 'page' | 'start' | 'end' | 'boxes'> {
  readonly text: string;
}

/**
 * As many pages of the range as fit into `maxBytes`; the first one is cut when it alone does not fit. `nextPage`
 * and, inside of a page, `nextOffset` say where to go on.
 */
export function cutContent(extracted: ExtractedText, range: ContentRange) {
  const pages: ContentPart[] = [];
  let left = range.maxBytes;
  for (const page of extracted.pages.slice(range.firstPage - 1, range.lastPage)) {
    const start =
      pages.length === 0 ? Math.max(page.start, Math.min(range.fromOffset, page.end)) : page.start;
    const whole = partOf(extracted, page, start, page.end, range.withBoxes);
    const bytes = sizeOf(whole);
    if (bytes <= left) {
      pages.push(whole);
      left -= bytes;
      continue;
    }
    if (pages.length > 0) return { pages, nextPage: page.page, nextOffset: null };
    const part = beginningOf(extracted, whole, range);
    return { pages: [part], nextPage: page.page, nextOffset: part.end };
  }
  return { pages, nextPage: null, nextOffset: null };
}

/** The beginning of a part that fits; at least one character, so that the reader gets on. */
function beginningOf(extracted: ExtractedText, whole: ContentPart, { maxBytes, withBoxes }: ContentRange) {
  let length = whole.end - whole.start;
  let part = whole;
  for (let bytes = sizeOf(part); bytes > maxBytes && length > 2; bytes = sizeOf(part)) {
    length = Math.max(2, Math.floor(length * Math.min(0.95, (0.95 * maxBytes) / bytes)));
    const isPairCut = /[\uD800-\uDBFF]/.test(extracted.text[whole.start + length - 1] ?? '');
    part = partOf(extracted, whole, whole.start, whole.start + length - (isPairCut ? 1 : 0), withBoxes);
  }
  return part;
}

function partOf(
  extracted: ExtractedText,
  { page, boxes = [] }: Pick<TextPage, 'page' | 'boxes'>,
  start: number,
  end: number,
  withBoxes: boolean,
): ContentPart {
  const inside = boxes.filter((box) => box.start >= start && box.end <= end);
  return { page, start, end, text: extracted.text.slice(start, end), ...(withBoxes && { boxes: inside }) };
}

function sizeOf(part: ContentPart): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(part)));
}
