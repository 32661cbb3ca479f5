const openingChars = 500;
const searchedChars = 40_000;
const preambleBefore = 150;
const preambleAfter = 450;
const preamble =
  /\b(?:by\s+and\s+(?:between|among)|(?:made|entered|dated)\b[^.]{0,200}?\b(?:between|among)|between\s+the\s+following\s+parties)\b/gi;

/**
 * The text by which people name a document: the words of its file name and title, its first 500 characters and
 * the first passage that names its parties ("by and between ..."). At most about 1,800 characters of the text.
 */
export function titleText(fileName: string, title: string | null, text: string): string {
  const parts = [fileName.replace(/\.[a-z0-9]{1,5}$/i, ''), title ?? '', text.slice(0, openingChars)];
  const searched = text.slice(0, searchedChars);
  let from = 0;
  for (const match of searched.matchAll(preamble)) {
    if (parts.length >= 5) break;
    if (match.index < from) continue;
    from = match.index + match[0].length + preambleAfter;
    parts.push(text.slice(Math.max(0, match.index - preambleBefore), from));
  }
  return parts
    .join('\n')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
