import type { Evidence } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { evidenceAt } from '../locate-evidence.ts';
import { oneLine } from '../text-window.ts';
import { placeAt } from './places.ts';

export interface Court {
  /** "United States Court of Appeals for the First Circuit". */
  readonly name: string;
  readonly evidence: Evidence;
}

/** A caption stands on the first page; line numbers may come before it. */
const longestHead = 4000;
const blank = '\\s{1,3}';
/** Words of a place or number before the court on its line: "Indiana", "First". */
const before = '(?:[A-Z][A-Za-z]{1,20}[^\\S\\n]{1,3}){0,3}?';
const ofAppeals = capital('appeals? chancery claims common criminal justice');
const kinds = capital('superior supreme district circuit county high family appellate municipal probate');
const federal = capital('court district bankruptcy tax');
const courtName = new RegExp(
  `\\b(?:${capital('united')}${blank}${capital('states')}${blank}${federal}(?:${blank}${capital('court')})?` +
    `|${before}${capital('court')}${blank}(?:of|OF)${blank}${ofAppeals}|${before}${kinds}${blank}${capital('court')})\\b`,
);
const partOfName = new Set(
  [
    'court of for the in and appeals appeal circuit district state states county united first second third',
    'fourth fifth sixth seventh eighth ninth tenth eleventh federal northern southern eastern western central middle',
    'bankruptcy appellate department claims justice chancery pleas common criminal city civil law county',
  ]
    .join(' ')
    .split(' '),
);
const proceeding =
  /\b(?:vs?\.|In\s{1,3}re\b|IN\s{1,3}RE\b|Plaintiffs?|PLAINTIFFS?|Petitioners?|PETITIONERS?|Appellants?|APPELLANTS?|Defendants?|DEFENDANTS?|Respondents?|RESPONDENTS?)/;
const docket = /\b(?:No|NO|Nos|Case|CASE|Docket|DOCKET|Civil|CIVIL|Cause|CAUSE|Index)\b\.?[^\n]{0,30}\d/;

/**
 * The court whose paper the document is: a court's name, a docket number and parties to a proceeding among its first
 * 4,000 characters, and no preamble of an agreement. Null for every other document.
 */
export function findCourt(text: ExtractedText): Court | null {
  const head = text.text.slice(0, longestHead);
  if (!docket.test(head) || !proceeding.test(head)) return null;
  if (/\bby\s{1,3}and\s{1,3}(?:between|among)\b/i.test(head)) return null;
  const match = courtName.exec(head);
  if (!match) return null;
  const lead = /^(?:(?:in|before)\s+)?(?:the\s+)?/i.exec(match[0])?.[0].length ?? 0;
  const evidence = evidenceAt(text, match.index + lead, nameEnd(head, match.index + match[0].length));
  return { name: sentenceCase(oneLine(evidence.quote)), evidence };
}

function isPart(word: string, before: string): boolean {
  if (/^division$/i.test(word)) return /\b(?:eastern|western|northern|southern|central)\s*$/i.test(before);
  if (/\bcounty\s+of(?:\s+(?:los|las|san|santa|new|el|st))?\s*$/i.test(before)) return /^[A-Z]/.test(word);
  return partOfName.has(word.toLowerCase());
}

/** The name goes on over words of courts and over places: "for the Southern District of New York". */
function nameEnd(head: string, from: number): number {
  let end = from;
  let at = from;
  for (let words = 0; words < 14; words += 1) {
    const next = /^[^\S\n]{0,3},?(?:\s{0,3}_{3,})?[^\S\n]{0,9}(?:\n[^\S\n]{0,40}){0,2}([A-Za-z]+)/.exec(
      head.slice(at, at + 80),
    );
    const word = next?.[1] ?? '';
    const wordStart = at + (next?.[0].length ?? 0) - word.length;
    const place = placeAt(head.slice(wordStart, wordStart + 60));
    if (word === '') break;
    if (place) {
      end = wordStart + place.end;
      at = end;
    } else if (isPart(word, head.slice(from, at))) {
      at = wordStart + word.length;
      if (!/^(?:of|for|the|in|and)$/i.test(word)) end = at;
    } else break;
  }
  return end;
}

/** "UNITED STATES DISTRICT COURT CENTRAL DISTRICT OF CALIFORNIA" as it is written in a sentence. */
function sentenceCase(name: string): string {
  const cased =
    name === name.toUpperCase()
      ? name.toLowerCase().replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())
      : name;
  return cased
    .replace(/\b(?:Of|For|The|And|In)\b/g, (word) => word.toLowerCase())
    .replace(/^(United States (?:District|Bankruptcy) Court),? (?=(?:\w+ )?District of)/, '$1 for the ');
}

/** Words with a capital or in capitals. */
function capital(words: string): string {
  const forms = words
    .split(' ')
    .flatMap((word) => [word.toUpperCase(), word.replace(/^./, (first) => first.toUpperCase())]);
  return `(?:${forms.join('|')})`;
}
