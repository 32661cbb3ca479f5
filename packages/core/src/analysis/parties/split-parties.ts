import type { TextRange } from '../../text/sentences.ts';
import { type NameAt, nameAt } from './party-names.ts';
import { roleIn } from './party-roles.ts';

/** A party of a preamble, with its name and the description that follows it. */
export interface NamedParty extends NameAt {
  readonly role: string | null;
  /** Where the description ends. */
  readonly until: number;
}

/** What defines a role ends the description of a party. */
const roleGroup =
  /\([^()]{0,200}["“”][^()]{0,160}\)|\(\s?(?:hereinafter\s|the\s)[^()"“”]{2,60}\)|\b(?:hereinafter|hereafter)\b[^()"“”.;]{0,60}["“][^"“”\n]{1,60}["”]|\(\s?(?:Licens(?:or|ee)|Seller|Buyer|Company|Customer|Supplier|Tenant|Landlord|Lessor|Lessee|Lender|Borrower|Employer|Employee)\s?\)/g;
const enumerator = /^\s*\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[).]\s*/;
/** From here on a party may begin though the last one is not yet described to its end. */
const next =
  /(?:\b(?:and|AND|And)\b:?|[;])\s{0,4}(?:(?:and|AND)\s{1,3})?(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[).]\s{0,3})?|(?:^|\n)\s{0,4}(?:and\s{1,3}|AND:?\s{1,3})?\((?:\d{1,2}|[a-h]|i{1,3})\)\s{0,3}|,\s{1,3}(?=[\p{Lu}])/gu;
const described =
  /^[,\s]{0,4}(?:\([^)]{0,60}\)[,\s]{0,3})?(?:an?\s|organi[sz]ed|incorporated|having|with\s|located|whose|of\s|residing|acting|on behalf|by its|as\s|is\s|hereinafter|\n|$)/i;
const notName =
  /^(?:this|that|these|whereas|now|each|any|such|its|his|her|in|on|by|as|if|or|section|article|exhibit|schedule|attention|attn|tel|fax|e-?mail|address|dated|date|page|source|suite|street|title|name|recitals?|background|part(?:y|ies)|agreement|effective|between|among|state|commonwealth|principal|registered|company number|attachment|annex|appendix)\b/i;
const formless =
  /^(?:inc|llc|ltd|limited|corp|corporation|company|co|l\.?p|plc|n\.?a|gmbh|s\.?a|trust|bank)\W*$/i;
const mostParties = 40;

/** The parties that the run of text lists, in its order, with what it calls them. */
export function splitParties(text: string, { start, end }: TextRange): NamedParty[] {
  const found: NamedParty[] = [];
  let from = start;
  for (const group of text.slice(start, end).matchAll(roleGroup)) {
    const until = start + group.index + group[0].length;
    const role = roleIn(group[0]);
    if (until <= from || (role === null && found.length > 0 && from > start)) continue;
    if (found.length >= mostParties) break;
    const names = namesIn(text, from, start + group.index, from > start);
    const shared = /\b(?:collectively|together|each)\b/i.test(group[0]) && names.length > 1;
    names.forEach((name, index) => {
      found.push({
        ...name,
        role: shared || index === names.length - 1 || names.length === 1 ? role : null,
        until,
      });
    });
    if (names.length === 0 && role !== null) renameLast(found, role, until);
    from = until;
  }
  const rest = namesIn(text, from, end, from > start);
  const more = found.length > 1 ? rest.filter(({ suffixed }) => suffixed) : rest;
  return [...found, ...more.map((name) => ({ ...name, role: null, until: name.end }))].slice(0, mostParties);
}

/** A second bracket of the same party: `Acme, Inc. (d/b/a Acme) (the "Seller")`. */
function renameLast(found: NamedParty[], role: string, until: number): void {
  const last = found.at(-1);
  if (last && last.role === null) found[found.length - 1] = { ...last, role, until };
}

/** The names in a segment that one bracket describes: the first, and those that "and" or a comma adds to it. */
function namesIn(text: string, from: number, to: number, followsRole: boolean): NameAt[] {
  const segment = text.slice(from, to);
  const found: NameAt[] = [];
  const first = firstName(text, from, to, followsRole);
  if (!first) return found;
  found.push(first);
  next.lastIndex = 0;
  for (const match of segment.matchAll(next)) {
    const at = from + match.index + match[0].length;
    const last = found.at(-1);
    if (!last || at < last.end || found.length >= mostParties) continue;
    const name = partyAt(text, at, to);
    if (!name) continue;
    const afterName = from + match.index <= last.end + 2;
    const isComma = match[0].startsWith(',');
    const stands = isComma
      ? name.suffixed && afterName
      : name.suffixed || enumerator.test(match[0].replace(/^\W*and\W*/i, '')) || wholeName(text, name, to);
    if (stands) found.push(name);
  }
  return found;
}

/** Where a name may begin at the earliest: a capital, a figure or a name such as "theglobe.com". */
const beginning = /(?<![\p{L}\p{N}.'’&-])(?=[\p{Lu}\d]|[a-z][\w-]{1,30}\.(?:com|net|org)\b)/gu;
const longestLead = 600;

function firstName(text: string, from: number, to: number, followsRole: boolean): NameAt | null {
  const segment = text.slice(from, Math.min(to, from + longestLead));
  if (!followsRole || /^[\s"”]*[,;]?\s*(?:and|AND|And|&)?:?\s*(?:\(|[\p{Lu}\d]|the\s)/u.test(segment)) {
    return leadingName(text, segment, from, to);
  }
  for (const match of segment.matchAll(next)) {
    const at = from + match.index + match[0].length;
    const isComma = match[0].startsWith(',');
    const name = partyAt(text, at, to);
    if (name && (name.suffixed || (!isComma && wholeName(text, name, to)))) return name;
  }
  return null;
}

function leadingName(text: string, segment: string, from: number, to: number): NameAt | null {
  let leading: NameAt | null = null;
  for (const { index } of segment.matchAll(beginning)) {
    if (/\b(?:an?|the laws? of|state of)\s$/i.test(segment.slice(Math.max(0, index - 12), index))) continue;
    if (/^(?:and|AND|And)\b/.test(segment.slice(index, index + 4))) continue;
    const name = partyAt(text, from + index, to);
    if (!name || (leading && name.start < leading.end)) continue;
    if (name.suffixed || wholeName(text, name, to)) return leading && !name.suffixed ? leading : name;
    if (!leading && /\s/.test(name.name) && index < 60) leading = name;
    if (leading && /^,\s/.test(text.slice(leading.end, leading.end + 2))) return leading;
  }
  return leading;
}

function partyAt(text: string, at: number, to: number): NameAt | null {
  const name = nameAt(text, at);
  if (!name || name.end > to + 1 || formless.test(name.name)) return null;
  if (notName.test(name.name) && !name.suffixed) return null;
  if (/^\p{Lu}\.\s(?:The|Each|This|In)\b/u.test(name.name)) return null;
  return /^\d/.test(name.name) && !name.suffixed ? null : name;
}

/** A name of people, or of an organisation that tells its form later: two words or more, then a description. */
function wholeName(text: string, name: NameAt, to: number): boolean {
  if (!/\s/.test(name.name) && name.end - name.start < 6) return false;
  if (/\b[A-Z]{2}\s[A-Z\d-]{3,}|\d{4,}/.test(name.name)) return false;
  return name.end >= to - 2 || described.test(text.slice(name.end, name.end + 40));
}
