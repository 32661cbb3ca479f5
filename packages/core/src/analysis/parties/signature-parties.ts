import type { FoundParty } from './named-party.ts';
import { nameAt } from './party-names.ts';

const byLine = /(?:^|\n)[^\S\n]{0,40}(?:By|BY|Per|Signed)[^\S\n]{0,3}:/g;
const onBehalf =
  /\b(?:for\s{1,3}and\s{1,3}on\s{1,3}behalf\s{1,3}of|signed\s{1,3}(?:by|on\s{1,3}behalf\s{1,3}of)|duly\s{1,3}authori[sz]ed\s{1,3}(?:for|by))\b:?[\s_-]{1,10}/gi;
const mostBlocks = 60;

/** Organisations by their blocks of signature, from the last 40 % of the text: above "By:", after "on behalf of". */
export function signatureParties(text: string): FoundParty[] {
  const from = Math.floor(text.length * 0.6);
  const tail = text.slice(from);
  const found: FoundParty[] = [];
  let blocks = 0;
  for (const { index } of tail.matchAll(byLine)) {
    blocks += 1;
    if (blocks > mostBlocks) break;
    const above = tail.slice(Math.max(0, index - 240), index);
    for (const line of above.split('\n').slice(-4).reverse()) {
      const start = from + Math.max(0, index - 240) + above.lastIndexOf(line);
      const name = line.trim().length > 3 && line.length < 140 ? nameAt(text, start) : null;
      if (!name?.suffixed) continue;
      found.push({ rule: 'signature', name: name.name, role: null, at: name });
      break;
    }
  }
  blocks = 0;
  for (const match of tail.matchAll(onBehalf)) {
    blocks += 1;
    if (blocks > mostBlocks) break;
    const name = nameAt(text, from + match.index + match[0].length);
    if (name?.suffixed) found.push({ rule: 'signature', name: name.name, role: null, at: name });
  }
  return found;
}
