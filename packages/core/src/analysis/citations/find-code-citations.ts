import type { FoundCitation } from './found-citation.ts';

interface CodePattern {
  readonly kind: FoundCitation['kind'];
  readonly pattern: RegExp;
  citation(match: RegExpMatchArray): string;
  /** Where this finds the same first word anywhere, it is no citation: "First Amendment to Lease". */
  readonly unless?: RegExp;
}

const section =
  '\\d{1,6}[A-Za-z]{0,3}(?:[.:-]\\d{1,5}[A-Za-z]{0,2}){0,4}(?:\\s?\\((?:[A-Za-z]{1,4}|\\d{1,3})\\)){0,6}';
const mark = '(?:§§?|[Ss]ections?|[Ss]ecs?\\.|SECTIONS?)';
const state =
  'Ala\\.|Alaska|Ariz\\.|Ark\\.|Cal\\.|Colo\\.|Conn\\.|D\\.C\\.|Del\\.|Fla\\.|Ga\\.|Haw\\.|Idaho|Ill\\.|Ind\\.|Iowa|Kan\\.|Ky\\.|La\\.|Me\\.|Md\\.|Mass\\.|Mich\\.|Minn\\.|Miss\\.|Mo\\.|Mont\\.|Neb\\.|Nev\\.|N\\.H\\.|N\\.J\\.|N\\.M\\.|N\\.Y\\.|N\\.C\\.|N\\.D\\.|Ohio|Okla\\.|Or\\.|Pa\\.|R\\.I\\.|S\\.C\\.|S\\.D\\.|Tenn\\.|Tex\\.|Utah|Vt\\.|Va\\.|Wash\\.|W\\.\\s?Va\\.|Wis\\.|Wyo\\.';

const patterns: readonly CodePattern[] = [
  {
    kind: 'statute',
    pattern: new RegExp(
      `(?<!\\w)(\\d{1,2})\\s{0,3}(U\\.\\s?S\\.\\s?C\\.?(?:\\s?A\\.|\\s?S\\.)?|USC|United\\s{1,3}States\\s{1,3}Code)(?:,?\\s{1,3}${mark})?\\s{0,3}(${section})`,
      'g',
    ),
    citation: ([, title, , number]) => `${title} U.S.C. § ${number}`,
  },
  {
    kind: 'statute',
    pattern: new RegExp(
      `\\b[Ss]ections?\\s{1,3}(${section})\\s{1,3}of\\s{1,3}[Tt]itle\\s{1,3}(\\d{1,2})(?:\\s{1,3}of\\s{1,3}the|,)\\s{1,3}United\\s{1,3}States\\s{1,3}Code`,
      'g',
    ),
    citation: ([, number, title]) => `${title} U.S.C. § ${number}`,
  },
  {
    kind: 'regulation',
    pattern: new RegExp(
      `(?<!\\w)(\\d{1,2})\\s{0,3}(?:C\\.\\s?F\\.\\s?R\\.?|CFR|Code\\s{1,3}of\\s{1,3}Federal\\s{1,3}Regulations)(?:,?\\s{1,3}(${mark}|[Pp]arts?|[Pp]t\\.))?\\s{0,3}(\\d{1,5}(?:\\.\\d{1,5}[a-z]?(?:-\\d{1,5}(?:\\.\\d{1,5})?)?)?(?:\\s?\\((?:[A-Za-z]{1,4}|\\d{1,3})\\)){0,6})`,
      'g',
    ),
    citation: ([, title, part, number]) =>
      `${title} C.F.R. ${/^[Pp]/.test(part ?? '') || !number?.includes('.') ? 'pt.' : '§'} ${number}`,
  },
  {
    kind: 'statute',
    pattern: new RegExp(
      `(?<![\\w.])((?:${state})\\s{1,3}(?:[A-Z][A-Za-z’'.]{0,14}\\.?,?\\s?(?:&\\s)?){1,6}?),?\\s{0,3}(?:(?:tit\\.|ch\\.|art\\.)\\s?(\\d{1,4}[A-Z]?),?\\s{1,3})?${mark}{1,2}\\s{0,3}(${section})`,
      'g',
    ),
    citation: ([, code = '', title, number]) =>
      `${code.trim().replace(/,$/, '')} ${title === undefined ? '' : `tit. ${title}, `}§ ${number}`,
  },
  {
    kind: 'statute',
    pattern: /\bPub(?:lic|\.)\s{0,3}L(?:aw|\.)\s{0,3}(?:No\.\s{0,3})?(\d{2,3})\s?[-–]\s?(\d{1,4})\b/g,
    citation: ([, congress, number]) => `Pub. L. No. ${congress}-${number}`,
  },
  {
    kind: 'constitution',
    pattern:
      /(?<![\w.])((?:U\.\s?S\.|[A-Z][a-z]{1,5}\.|N\.Y\.|N\.J\.)\s{1,3}Const\.)[,\s]{1,3}((?:art|amend|pmbl)\.?s?\s{0,3}[IVXLC\d]{0,7}(?:[,\s]{1,3}(?:§|sec\.|cl\.)\s{0,3}\d{1,3}(?:[,\s]{1,3}cl\.\s{0,3}\d{1,2})?)?)/g,
    citation: ([, name, part]) => `${name} ${part}`,
  },
  {
    kind: 'constitution',
    pattern:
      /\b(First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Thirteenth|Fourteenth|Fifteenth)\s{1,3}Amendments?\b/g,
    unless: /\b(\w+)\s{1,3}Amendments?(?=\s{1,3}(?:to|dated|No\.)\b|["”]\))/g,
    citation: ([, ordinal]) => `U.S. Const. amend. ${amendments.get(ordinal ?? '') ?? ''}`,
  },
  {
    kind: 'other',
    pattern:
      /\b(Fed(?:eral|\.)\s{1,3}R(?:ules?|\.)\s{1,3}(?:of\s{1,3})?(?:(?:Civ(?:il|\.)|Crim(?:inal|\.)|App(?:ellate|\.)|Bankr(?:uptcy|\.))\s{1,3}(?:P(?:rocedure|\.))|Evid(?:ence|\.)))\s{1,3}(?:Rule\s)?(\d{1,4}(?:\.\d{1,2})?(?:\([A-Za-z\d]{1,3}\)){0,4})/g,
    citation: ([, name, number]) => `${name} ${number}`,
  },
];

const amendments = new Map(
  'First I Second II Third III Fourth IV Fifth V Sixth VI Seventh VII Eighth VIII Ninth IX Tenth X Eleventh XI Thirteenth XIII Fourteenth XIV Fifteenth XV'
    .split(' ')
    .flatMap((word, index, words): [string, string][] =>
      index % 2 === 0 ? [[word, words[index + 1] ?? '']] : [],
    ),
);

const mostCitations = 50_000;

/** Citations of codes, regulations, public laws, constitutions and federal rules; the first 50,000. */
export function codeCitations(text: string): FoundCitation[] {
  const found: FoundCitation[] = [];
  for (const { kind, pattern, citation, unless } of patterns) {
    const others = new Set<string | undefined>();
    if (unless) for (const [, word] of text.matchAll(unless)) others.add(word);
    for (const match of text.matchAll(pattern)) {
      if (found.length >= mostCitations) break;
      if (unless && others.has(match[1])) continue;
      const name = citation(match).replace(/\s+/g, ' ').replace(/\s\(/g, '(').trim();
      found.push({ kind, citation: name, key: name, start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}
