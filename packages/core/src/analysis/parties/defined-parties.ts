import type { FoundParty } from './named-party.ts';
import { nameAt } from './party-names.ts';
import { roleIn } from './party-roles.ts';

/** Parties are defined in the opening of letters and of agreements without a preamble. */
const longestOpening = 6000;
const roleGroup = /\(\s{0,2}(?:(?:the|hereinafter|collectively|each)\b[^()"“”]{0,60})?["“][^()]{1,160}\)/g;
const letter = /(?:^|\n)[^\S\n]{0,10}Party\s{1,2}([A-H])\s{0,3}(?:\([^)]{0,40}\))?\s{0,2}[:：]\s{0,3}/gi;

/** "Party A: Beike Co., Ltd." lines; of several for one letter the last, which follows the cover. */
export function letteredParties(text: string): FoundParty[] {
  const found = new Map<string, FoundParty>();
  for (const match of text.slice(0, longestOpening).matchAll(letter)) {
    const name = nameAt(text, match.index + match[0].length);
    if (!name) continue;
    const role = `Party ${(match[1] ?? '').toUpperCase()}`;
    found.set(role, {
      rule: 'lettered-role',
      name: name.name,
      role,
      at: { start: match.index, end: name.end },
    });
  }
  return [...found.values()];
}

/** Organisations right before a bracket that gives them a role: `Dundee Securities Ltd. (the "Lead Agent")`. */
export function definedParties(text: string): FoundParty[] {
  const opening = text.slice(0, longestOpening);
  const found: FoundParty[] = [];
  for (const match of opening.matchAll(roleGroup)) {
    const role = roleIn(match[0]);
    const name = role === null ? null : nameBefore(opening, match.index);
    if (!name || found.length >= 20) continue;
    found.push({
      rule: 'defined-role',
      name: name.name,
      role,
      at: { start: name.start, end: match.index + match[0].length },
    });
  }
  return found;
}

/** The last name with the mark of an organisation that ends at most 90 characters before `end`. */
export function nameBefore(text: string, end: number) {
  const from = Math.max(0, end - 160);
  const stop = Math.max(text.lastIndexOf(')', end - 1), text.lastIndexOf('. ', end - 12), from);
  let best = null;
  for (const match of text.slice(stop, end).matchAll(/(?:^|[\s,(])(?=[\p{Lu}])/gu)) {
    const name = nameAt(text, stop + match.index + match[0].length);
    if (name?.suffixed && name.end <= end && end - name.end < 90 && (!best || name.start >= best.end))
      best = name;
  }
  return best;
}
