import type { TextRange } from '../../text/sentences.ts';
import type { FoundParty } from './named-party.ts';
import { tidyName } from './party-names.ts';

/** Captions stand on the first page. */
const longestHead = 5000;
const versus =
  /(?:^|\n)[^\n]{0,200}?(?:^|[\s)])(?:v\.|vs\.?|V\.|VS\.?|-against-|against|v(?=\s{0,3}(?:\n|No\b)))(?=\s)/gm;
const roleNames =
  /\b(Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee|Claimant|Debtor|Intervenor|Complainant|Relator|Movant|Cross-Appellant|Third-Party\s+Plaintiff|Third-Party\s+Defendant)s?(?:[\s/,-]{1,3}(?:and\s+)?(Appellant|Appellee|Cross-Appellant|Petitioner|Respondent|Counterclaimant)s?)?\b/i;
const inRe =
  /\b(?:In\s{1,3}re|IN\s{1,3}RE|In\s{1,3}the\s{1,3}Matter\s{1,3}of|IN\s{1,3}THE\s{1,3}MATTER\s{1,3}OF)\b:?\s{1,4}(?:the\s{1,3})?([^\n]{2,120})/g;
const longestSide = 900;
/** What introduces a citation, and the volume, reporter and page that follow its names. */
const signal =
  /(?:^|[\s("“])(?:[Ss]ee|Cf\.|cf\.|[Cc]iting|[Qq]uoting|[Aa]ccord|E\.\s?g\.|e\.\s?g\.|[Cc]ompare)[,\s]/;
const reporter = /,\s{1,3}\d{1,4}\s{1,3}[A-Z][\w.' ]{0,20}?\s{0,2}(?:\d{1,5}|_{2,})\b/;
const certiorari = /\b(?:CERTIORARI|[Cc]ertiorari)\b/;
/** Lines of a caption that name nobody. */
const noName =
  /^(?:\W*|.*\b(?:court|circuit|district of|division|case|docket|appeal from|on writ|certiorari|decided|argued|filed|honorable|judge|before|opinion|order|county|cause|civil action|syllabus|unpublished|for publication)\b.*|.*\b(?:nos?|hon)\.\s.*|[a-z]{3,9}\.? \d{1,2}, \d{4}|\d+)$/i;

/** The parties of a proceeding by its caption, "A, Plaintiff, v. B, Defendant" or "In re C". Reads 5,000 characters. */
export function captionParties(text: string): FoundParty[] {
  const head = text.slice(0, longestHead);
  for (const match of head.matchAll(versus)) {
    const at = match.index + match[0].length;
    if (isCited(head, match.index, at)) continue;
    const mark =
      match[0].length - (/(?:v\.?|vs\.?|V\.|VS\.?|-against-|against)$/.exec(match[0])?.[0].length ?? 0);
    const first = sideBefore(head, match.index + mark);
    const second = sideAfter(head, at);
    if (first && second) return ofCertiorari(first, second, head.slice(at, at + longestSide));
  }
  const [matter] = head.matchAll(inRe);
  if (!matter) return [];
  const raw = (matter[1] ?? '')
    .replace(/\s+(?:No\.|Case|Docket|\)).*$/s, '')
    .replace(/,?\s+(?:Debtors?|Petitioners?|an?\s|et\s+al).*$/s, '');
  const name = tidyName(raw);
  const start = matter.index + matter[0].length - (matter[1]?.length ?? 0);
  return name.length < 2
    ? []
    : [
        {
          rule: 'caption',
          name: plainCase(name),
          role: null,
          at: { start, end: start + raw.trimEnd().length },
        },
      ];
}

/** Whether the "v." between `start` and `at` stands in a sentence that cites a case. */
function isCited(head: string, start: number, at: number): boolean {
  const before = head.slice(Math.max(0, start - 80), at);
  const sentence = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf('.\n'), before.lastIndexOf('\n\n')) + 1,
  );
  return signal.test(sentence) || reporter.test(head.slice(at, at + 160).split(/\n\s*\n/)[0] ?? '');
}

/** Before the Supreme Court who is named first is the petitioner. */
function ofCertiorari(first: FoundParty[], second: FoundParty[], after: string): FoundParty[] {
  const all = [...first, ...second];
  if (!certiorari.test(after) || all.some(({ role }) => role !== null)) return all;
  return all.map((party) => ({ ...party, role: first.includes(party) ? 'Petitioner' : 'Respondent' }));
}

/** The lines above "v." up to one that belongs to the court. */
function sideBefore(head: string, end: number): FoundParty[] | null {
  const lines = linesOf(head, Math.max(0, end - longestSide), end).reverse();
  const side: Line[] = [];
  for (const line of lines) {
    if (line.words === '') {
      if (side.some(({ words }) => nameOf(words) !== null)) break;
      continue;
    }
    if (noName.test(line.words)) {
      if (side.length > 0) break;
      continue;
    }
    side.unshift(line);
    if (side.length >= 6) break;
  }
  return parties(side);
}

/** The lines below "v." up to one that names the role of those parties. */
function sideAfter(head: string, start: number): FoundParty[] | null {
  const side: Line[] = [];
  for (const line of linesOf(head, start, Math.min(head.length, start + longestSide))) {
    if (line.words === '' && side.length === 0) continue;
    if (noName.test(line.words) && (line.words !== '' || side.length === 0)) {
      if (side.length > 0) break;
      continue;
    }
    if (line.words !== '') side.push(line);
    if (roleNames.test(line.words) || side.length >= 6) break;
  }
  return parties(side);
}

interface Line extends TextRange {
  readonly words: string;
}

/** Lines without what stands right of a bracket that parts the caption from the docket number. */
function linesOf(head: string, start: number, end: number): Line[] {
  const found: Line[] = [];
  let at = start;
  for (const raw of head.slice(start, end).split('\n')) {
    const lead = raw.length - raw.trimStart().length;
    const left = raw.trimStart().split(/\s\)(?:\s|$)|\s{4,}|\s(?=(?:No|Case|Docket)\b\.?)/)[0] ?? '';
    const words = left.trim();
    found.push({
      words: /^\d{1,2}$|^[)\s_*§-]*$/.test(words) ? '' : words,
      start: at + lead,
      end: at + lead + words.length,
    });
    at += raw.length + 1;
  }
  return found;
}

function parties(side: readonly Line[]): FoundParty[] | null {
  const first = side.find(({ words }) => nameOf(words) !== null);
  const last = side.at(-1);
  if (!first || !last) return null;
  const words = side
    .filter(({ start }) => start >= first.start)
    .map((line) => line.words)
    .join(' ');
  const roleMatch = roleNames.exec(words);
  const role = roleMatch ? tidyRole(roleMatch[0]) : null;
  const all = (roleMatch ? words.slice(0, roleMatch.index) : words)
    .replace(
      /\b(?:in (?:his|her|its|their) (?:official|individual)|individually|on behalf of|a\/k\/a|d\/b\/a|dba|et al\b|an? (?:\w+ ){0,4}(?:corporation|company|individual|partnership))[^;]*?(?=;|$|, and )/gi,
      '',
    )
    .split(/;\s*(?:and\s+)?|,\s+and\s+(?=\p{Lu})/u)
    .flatMap(partedNames);
  const found = all
    .map((each) => nameOf(each.replace(/^\s*and\s+/i, '')))
    .filter((name) => name !== null)
    .map(
      (name): FoundParty => ({
        rule: role === null ? 'caption' : 'caption-role',
        name: plainCase(name),
        role,
        at: { start: first.start, end: last.end },
      }),
    );
  return found.length > 0 ? found.slice(0, 20) : null;
}

/** "John Doe and Roe Corp." are two, "Health and Human Services" is one. */
function partedNames(words: string): string[] {
  const form = /\b(?:Inc|LLC|Ltd|Corp|Co|LP|LLP|INC|LTD|CORP|CO)\b\.?/;
  const parts = words.split(/\s+and\s+(?=\p{Lu})/u);
  return parts.length === 2 && parts.some((part) => form.test(part)) ? parts : [words];
}

function nameOf(words: string): string | null {
  const name = tidyName(
    (
      /^(?:the\s)?((?:[^,]|,(?=\s*(?:Inc|INC|LLC|L\.L\.C|Ltd|LTD|L\.P|LP|Jr|JR|Sr|Corp|CORP|Co\b|N\.A))){2,100})/.exec(
        words.trim(),
      )?.[1] ?? ''
    ).replace(/[\s.]+$/, (end) => (end.startsWith('.') ? '.' : '')),
  );
  if (name.length < 2 || !/^[\p{Lu}\d]/u.test(name) || noName.test(name)) return null;
  return roleNames.test(name) && roleNames.exec(name)?.index === 0 ? null : name;
}

function tidyRole(role: string): string {
  return role
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/s\b/g, '')
    .replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}

/** "JANET T. MILLS" as "Janet T. Mills"; abbreviations of two or three letters stay. */
function plainCase(name: string): string {
  if (name !== name.toUpperCase() || !/\p{Lu}{4}/u.test(name)) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s(.'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\b(?:Of|And|The|For|In)\b/g, (word, offset: number) =>
      offset === 0 ? word : word.toLowerCase(),
    )
    .replace(/\b(?:Llc|Llp|Lp|Usa|Fsb|Plc)\b/g, (word) => word.toUpperCase());
}
