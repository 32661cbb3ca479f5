import type { TextRange } from '../../text/sentences.ts';
import { plainWords } from '../clauses/document-sentences.ts';
import { type DocumentKind, kindOfTitle } from './document-types.ts';

/** What a document calls itself, with where it does so. */
export interface DocumentTitle extends TextRange {
  readonly name: string;
  readonly kind: DocumentKind;
}

const searchedChars = 6000;
const mostLines = 120;
const longestTitle = 90;
const longestLine = 400;
const mostWords = 12;
const line = /[^\n]+/g;
const wideGap = /\s{3,}|\t/g;
const leadingExhibit =
  /^(?:(?:execution|redacted|final|conformed) (?:version|copy)\s*|(?:exhibit|ex\.?|schedule|annex|appendix) [\w.()-]{1,10}\s*[-–—:]?\s*){1,2}/i;
const nounAlone = /^(?:[A-Z]\w+ )?(?:agreement|contract|lease|deed|policy|order|opinion)$/i;
const nounAtEnd = /(?:agreement|contract|lease|deed|policy|order|opinion)$/i;
const bullet = /^\s*[•·▪●◦‣\ue000-\uf8ff]/;
const organization =
  /\b(?:inc|llc|llp|l\.?p|ltd|limited|corp|corporation|company|co|plc|gmbh|s\.?a|n\.?v|b\.?v)\.?,?$/i;
const smallWords = new Set(
  'a an and as at between by for from in into of on or the to under with'.split(' '),
);
const selfNaming =
  /\b[Tt](?:his|HIS)\s+((?:[A-Z][\p{L}&'’/-]*,?\s+|and\s+|of\s+|for\s+){0,9}(?:Agreement|AGREEMENT|Lease|LEASE|Contract|CONTRACT|Deed|DEED|Indenture|INDENTURE|Guaranty|GUARANTY|Note|NOTE|Amendment|AMENDMENT|Addendum|ADDENDUM|Assignment|ASSIGNMENT|License|LICENSE|Policy|POLICY|Memorandum|MEMORANDUM|Order|ORDER))(?=\s*(?:\(|,|is\b|IS\b|dated|DATED|made|MADE|entered|ENTERED|shall|sets|describes|applies|constitutes))/u;

const leadingCapitals =
  /^(?:[A-Z][A-Z&'’-]*,? ){0,8}(?:AGREEMENT|LEASE|CONTRACT|DEED|INDENTURE|GUARANTY|NOTE|AMENDMENT|ORDER|OPINION)\b/;

/** The title that a document carries in its first 6,000 characters, or the name it gives itself in a sentence. */
export function documentTitle(text: string): DocumentTitle | null {
  const head = text.slice(0, searchedChars);
  const printed = printedTitle(head);
  const named = namedTitle(head);
  if (printed === null) return named;
  if (named === null) return printed;
  return wordCount(printed.name) > 1 || wordCount(named.name) <= 1 ? printed : named;
}

function printedTitle(head: string): DocumentTitle | null {
  let count = 0;
  let before: TextRange | null = null;
  for (const { index, 0: content } of head.matchAll(line)) {
    count += 1;
    if (count > mostLines) return null;
    for (const piece of pieces(content, index)) {
      const found = titleAt(head, piece, before);
      if (found !== null) return found;
      before = piece;
    }
  }
  return null;
}

function* pieces(content: string, start: number): Generator<TextRange> {
  let from = 0;
  for (const gap of content.matchAll(wideGap)) {
    if (gap.index > from) yield { start: start + from, end: start + gap.index };
    from = gap.index + gap[0].length;
  }
  if (from < content.length) yield { start: start + from, end: start + content.length };
}

function titleAt(head: string, piece: TextRange, before: TextRange | null): DocumentTitle | null {
  const raw = head.slice(piece.start, Math.min(piece.end, piece.start + longestLine));
  if (bullet.test(raw)) return null;
  const skipped = /^[^\p{L}\p{N}("'‘]*(?:(?:this|THIS|This) )?/u.exec(raw)?.[0].length ?? 0;
  const exhibit = leadingExhibit.exec(raw.slice(skipped))?.[0].length ?? 0;
  const start = piece.start + skipped + exhibit;
  const own = ownTitle(raw.slice(skipped + exhibit));
  if (!isTitle(own) || /^[ \t]*\n[ \t]*\p{Ll}/u.test(head.slice(piece.end, piece.end + 80))) return null;
  const kind = kindOfTitle(plainWords(own));
  if (kind === null) return null;
  const end = start + own.length;
  const upper = before === null ? '' : head.slice(before.start, before.end).trim();
  const between = before === null ? '' : head.slice(before.end, start);
  const goesOn = wordCount(own) <= 2 && /^\s*$/.test(between) && !/\n\s*\n/.test(between);
  if (
    before !== null &&
    goesOn &&
    isTitle(upper) &&
    !organization.test(upper) &&
    upper.length + own.length < longestTitle &&
    isCapitals(own) === isCapitals(upper)
  ) {
    const joined = head.slice(before.start, end);
    const offset = joined.length - joined.trimStart().length;
    return {
      name: titleCase(`${upper} ${own}`),
      kind: kindOfTitle(plainWords(`${upper} ${own}`)) ?? kind,
      start: before.start + offset,
      end,
    };
  }
  const next = /^[ \t]*\n[ \t]*(\p{Lu}[^\n]{2,30})(?=\n|$)/u.exec(head.slice(end, end + longestTitle));
  const rest = next?.[1]?.trimEnd() ?? '';
  const continues =
    next !== null && wordCount(rest) <= 2 && nounAlone.test(rest) && isCapitals(own) === isCapitals(rest);
  if (continues && !nounAtEnd.test(own)) {
    return { name: titleCase(`${own} ${rest}`), kind, start, end: end + next[0].trimEnd().length };
  }
  return { name: titleCase(own), kind, start, end };
}

/** A line up to its end, a dash with a name behind it, or the end of its capitals. */
function ownTitle(content: string): string {
  const whole = content
    .replace(/(?<=\S)\s+(?:THIS|This) .*$/, '')
    .replace(/(?:\s+(?:between|by and between|by and among|among|made by))?[\s*_#:.]*$/i, '');
  const dash = /\s[-–—]\s/.exec(whole);
  if (dash !== null && kindOfTitle(plainWords(whole.slice(0, dash.index))) !== null)
    return whole.slice(0, dash.index);
  return whole.length > longestTitle ? (leadingCapitals.exec(whole)?.[0] ?? whole) : whole;
}

function namedTitle(head: string): DocumentTitle | null {
  const found = selfNaming.exec(head);
  const name = found?.[1];
  if (found === null || name === undefined) return null;
  const kind = kindOfTitle(plainWords(name));
  if (kind === null) return null;
  const start = found.index + found[0].length - name.length;
  return { name: titleCase(name), kind, start, end: start + name.length };
}

function isTitle(content: string): boolean {
  if (content.length < 3 || content.length > longestTitle || /[,;?!]$|["“”:]|_{3}|\.{4}/.test(content))
    return false;
  if (!/^[("'‘]?(?:\p{Lu}|e-)/u.test(content)) return false;
  const words = content.split(/\s+/);
  if (words.length > mostWords) return false;
  const main = words.filter((word) => /\p{L}/u.test(word) && !smallWords.has(word.toLowerCase()));
  if (words.length <= 4 && /^\p{Lu}[\p{L} -]+ (?:agreement|contract|lease|deed|policy)$/u.test(content))
    return true;
  return main.length > 0 && main.every((word) => /^[("'‘]?\p{Lu}/u.test(word) || /^e-/.test(word));
}

function isCapitals(content: string): boolean {
  return !/\p{Ll}/u.test(content);
}

function wordCount(content: string): number {
  return content.split(/\s+/).length;
}

/** "MASTER SERVICES AGREEMENT" as "Master Services Agreement"; what is not in capitals stays. */
function titleCase(content: string): string {
  const single = content.replace(/\s+/g, ' ').trim();
  if (!isCapitals(single)) return single;
  return single
    .toLowerCase()
    .split(' ')
    .map((word, index) =>
      index > 0 && smallWords.has(word)
        ? word
        : word.replace(
            /(^|[-/(])(\p{L})/gu,
            (_, edge: string, letter: string) => edge + letter.toUpperCase(),
          ),
    )
    .join(' ');
}
