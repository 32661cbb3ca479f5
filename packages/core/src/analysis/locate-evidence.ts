import type { Evidence } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText, TextPage } from '@elenchus/contracts/documents/extracted-text';
import { skipWhiteSpace, trimEnd } from '../text/characters.ts';

/**
 * The words of `text` from `start` to `end` (UTF-16 code units, half-open) as evidence: white space at their ends
 * left out, with the page they start on and, if another, the page they end on.
 */
export function evidenceAt({ text, pages }: ExtractedText, start: number, end: number): Evidence {
  const to = Math.min(end, text.length);
  const from = skipWhiteSpace(text, Math.max(0, start), to);
  const until = trimEnd(text, from, to);
  const page = pageAt(pages, from);
  const pageTo = until > from ? pageAt(pages, until - 1) : page;
  return {
    page,
    ...(pageTo !== page && { pageTo }),
    start: from,
    end: until,
    quote: text.slice(from, until),
  };
}

/** Number of the last page that starts at or before `offset`. */
function pageAt(pages: readonly TextPage[], offset: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pages[low]?.page ?? 1;
}
