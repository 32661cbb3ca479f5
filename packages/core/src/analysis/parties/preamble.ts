import { sentences } from '../../text/sentences.ts';

/** Preambles stand near the start, after a cover and contents. */
const longestOpening = 60_000;
const longestPreamble = 6000;
const mostPreambles = 12;
const marker =
  /\b(?:by\s{1,3}and\s{1,3}(?:between|among(?:st)?)|between|among(?:st)?|BETWEEN|AMONG|Between|Among)\b(?:\s{1,3}and\s{1,3}among\b)?(?:\s{1,3}(?:the\s{1,3})?(?:following\s{1,3})?(?:parties|undersigned)\b(?:\s{1,3}below)?)?[\s:]{0,4}/g;
const partiesHeading =
  /(?:^|\n)[^\S\n]{0,20}(?:THE\s)?PARTIES[^\S\n]{0,5}:?[^\S\n]{0,5}\n?\s{0,20}(?=\(?1[).])|(?:^|\n)[^\S\n]{0,20}Parties[^\S\n]{0,5}:?[^\S\n]{0,5}\n\s{0,20}(?=\(?1[).])|\bPARTIES\s{1,3}(?=\(1\))/g;
const enteredBy = /\b(?:entered\s{1,3}into|made|executed)\s{1,3}by\s{1,3}(?!and\b)/g;
const stop =
  /\n\s{0,20}(?:This|THIS|Dated|DATED|Date|DATE)\b|\b(?:WHEREAS|Whereas|WITNESSETH|WITNESSES|Witnesseth|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|RECITALS?|Recitals|R\sE\sC\sI\sT\sA\sL\sS|BACKGROUND|Background|PREAMBLE|INTRODUCTION|NOW,?\s{1,3}THEREFORE|Now,?\s{1,3}[Tt]herefore|TABLE\s{1,3}OF\s{1,3}CONTENTS|PRELIMINARY\s{1,3}STATEMENTS?|AGREED\s{1,3}TERMS|Agreed\s{1,3}terms|IN\s{1,3}CONSIDERATION|DEFINITIONS)\b|\b(?:Capitalized\s{1,3}terms|The\s{1,3}parties\s{1,3}(?:hereto\s{1,3})?agree|agree\s{1,3}as\s{1,3}follows|Each\s{1,3}of\b|Both\s|collectively\s{1,3}as\s{1,3}the|individually\s{1,3}as\s{1,3}a)\b/;

export interface Preamble {
  readonly start: number;
  /** How much speaks for it. */
  readonly weight: number;
}

/**
 * The runs of text that list who makes an agreement, the likeliest first: after "by and between", "among", below
 * "PARTIES". Looks at the first 60,000 characters, and no run is longer than 6,000.
 */
export function preambles(text: string): Preamble[] {
  const opening = text.slice(0, longestOpening);
  const found: Preamble[] = [];
  for (const pattern of [marker, enteredBy, partiesHeading]) {
    for (const match of opening.matchAll(pattern)) {
      const start = match.index + match[0].length;
      if (found.length >= 200) break;
      const before = opening.slice(Math.max(0, match.index - 320), match.index);
      const weight = weightOf(before, match[0], match.index);
      if (weight > 0) found.push({ start, weight: weight - match.index / 30_000 });
    }
  }
  return found.sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, mostPreambles);
}

function weightOf(before: string, match: string, at: number): number {
  if (/\bparties\b/i.test(match) && /PARTIES|Parties\s*:?\s*$/.test(match.trim())) return 5;
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.search(/\bwhereas\b/i)) + 1);
  const made =
    /\b(?:made|entered|dated|effective|executed|as\s+of|agreement|contract|lease|amendment|deed|is|concluded|herein)\b/i.test(
      sentence,
    );
  const own = /\bthis\b/i.test(sentence) || /\b(?:AGREEMENT|CONTRACT|LEASE|AMENDMENT)\b/.test(sentence);
  const other = /\b(?:that\s+certain|whereas|pursuant|certain)\b/i.test(sentence.slice(-200));
  const full = /by\s+and\s+(?:between|among)|:/i.test(match) ? 1 : 0;
  if (other) return 0;
  if (own && made) return 3 + full + (at < 20_000 ? 0.5 : 0);
  if (full > 0 || /^\s*(?:BETWEEN|Between|between)\s*$/.test(match)) return at < 3000 ? 1.5 + full : 0;
  return made && at < 3000 ? 1 : 0;
}

/** Where the list of parties ends that begins at `start`: with its sentence, if it is on several lines at what follows them. */
export function preambleEnd(text: string, start: number): number {
  const run = text.slice(start, start + longestPreamble);
  const end = stop.exec(run);
  const most = start + (end ? end.index : Math.min(run.length, 2500));
  const sentence = sentences(text, start, most).find(
    ({ end: at }) => text[at - 1] === '.' && at - start > 30 && !/^\s*\(/.test(text.slice(at, at + 4)),
  );
  return sentence ? sentence.end : most;
}
