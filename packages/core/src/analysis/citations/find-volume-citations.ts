import type { FoundCitation } from './found-citation.ts';
import { publicationKind } from './reporters.ts';

/** A volume, a publication that begins with a capital, a page: at most 45 characters from the one to the other. */
const candidate =
  /(?<![\w.$§-])(\d{1,4})\s{1,3}([A-Z][A-Za-z.&’' \n]{0,42}?(?:\s?[2-9]d|\s?[2-9](?:th|nd|rd))?)\s{1,3}(?:No\.\s)?(\d{1,7}|___+)(?![\w/]|,\d{3})/g;
const court =
  /^(?:[,\s]{1,3}(?:at\s)?(?:\*?\d{1,5}(?:[-–]\d{1,5})?|n\.\s?\d{1,3}|nn\.\s?\d{1,3}[-–]\d{1,3}))*[,\s]{1,3}(?:\d{1,3}\s[A-Z][A-Za-z. ]{1,14}(?:2d|3d)?\s\d{1,5}[,\s]{1,3}){0,2}\(([^()]{0,60}?\d{4})\)/;

const mostCitations = 50_000;

/** Citations of cases, journals, session laws and the Federal Register by volume and page, with court and year; the first 50,000. */
export function volumeCitations(text: string): FoundCitation[] {
  const found: FoundCitation[] = [];
  for (const match of text.matchAll(candidate)) {
    if (found.length >= mostCitations) break;
    const [whole, volume = '', publication = '', page = ''] = match;
    const kind = publicationKind(publication);
    if (kind === null) continue;
    const end = match.index + whole.length;
    const after = text.slice(end, end + 140);
    const dated = court.exec(after);
    // Databases count in millions; their "volume" is the year, which stands for the date.
    const year = /^(?:WL|LEXIS|.*LEXIS)$/.test(publication.trim()) ? null : (dated?.[1] ?? null);
    const base = `${volume} ${publication} ${page}`
      .replace(/\s+/g, ' ')
      .replace(/\bU\. S\./, 'U.S.')
      .replace(/_{3,}/, '___');
    found.push({
      kind,
      key: base,
      citation: year === null ? base : `${base} (${year.replace(/\s+/g, ' ').trim()})`,
      start: match.index,
      end: dated === null ? end : end + dated[0].length,
    });
  }
  return found;
}
