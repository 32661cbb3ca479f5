import { nameBefore } from './defined-parties.ts';
import type { FoundParty } from './named-party.ts';
import { nameAt } from './party-names.ts';

/** Terms for everybody name who offers them within so many characters. */
const longestOpening = 20_000;
const mostMentions = 50;
/** `"Acme," "We" and "Us" refer to`, `"We" means`. */
const meansUs =
  /["“](?:we|us|our|(?:the\s)?company)[,.]?["”](?:[\s,/]{0,3}(?:and\s|or\s)?["“][^"“”\n]{1,40}["”]){0,4}\s{1,3}(?:(?:shall\s)?refers?\s{1,3}to|(?:shall\s)?means?|is|are)\s{1,3}/gi;
/** `Acme, Inc. ("we", "us")`. */
const namedUs = /\([^()\n]{0,60}["“](?:we|us|our)[,.]?["”][^()\n]{0,100}\)/gi;
/** `an agreement between you and Acme`. */
const withYou =
  /\b(?:agreement|contract|terms)\b[^.;\n]{0,60}\bbetween\s{1,3}you\b[^.;\n]{0,60}?\band\s{1,3}/gi;

/** Who offers terms to everybody that uses a service, by the words in which it calls itself "we". */
export function operatorParty(text: string): FoundParty[] {
  const opening = text.slice(0, longestOpening);
  for (const match of first(opening, meansUs)) {
    const name = nameAt(opening, match.index + match[0].length);
    if (name) return [party(name, 'We', match.index, name.end)];
  }
  for (const match of first(opening, namedUs)) {
    const name = nameBefore(opening, match.index);
    if (name) return [party(name, 'We', name.start, match.index + match[0].length)];
  }
  for (const match of first(opening, withYou)) {
    const name = nameAt(opening, match.index + match[0].length);
    if (name?.suffixed) return [party(name, null, match.index, name.end)];
  }
  return [];
}

function first(opening: string, pattern: RegExp): RegExpExecArray[] {
  return opening.matchAll(pattern).take(mostMentions).toArray();
}

function party(
  { name }: { readonly name: string },
  role: string | null,
  start: number,
  end: number,
): FoundParty {
  return { rule: 'operator', name, role, at: { start, end } };
}
