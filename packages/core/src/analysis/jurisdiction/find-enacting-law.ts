import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { evidenceAt } from '../locate-evidence.ts';
import { jurisdictionConfidences } from './confidences.ts';
import type { GoverningLaw } from './find-governing-law.ts';
import { placeAt } from './places.ts';

const longestHead = 12_000;
const federal =
  /\b(?:Public\s{1,3}Law\s{1,3}(?:No\.\s{1,3})?\d{2,3}[-–]\d{1,4}|(?:Senate|House)\s{1,3}(?:and\s{1,3}House\s{1,3})?of\s{1,3}Representatives\s{1,3}of\s{1,3}the\s{1,3}United\s{1,3}States|\d{2,3}(?:st|nd|rd|th)\s{1,3}Congress|Code\s{1,3}of\s{1,3}Federal\s{1,3}Regulations|Federal\s{1,3}Register|United\s{1,3}States\s{1,3}Code)\b/i;
const union =
  /\b(?:(?:Regulation|Directive)\s{1,3}\((?:EU|EC|EEC)\)|European\s{1,3}Parliament|Official\s{1,3}Journal\s{1,3}of\s{1,3}the\s{1,3}European)/i;
const enactedBy =
  /\b(?:enacted\s{1,3}by|(?:Legislature|General\s{1,3}Assembly|People|Statutes|Code)\s{1,3}of)\s{1,3}(?:the\s{1,3}(?:Legislature|General\s{1,3}Assembly|People|Parliament|Senate)\s{1,3}of\s{1,3})?/gi;
const mostMentions = 20;

/** Whose statute or regulation a document is, by its enacting words among its first 12,000 characters. */
export function findEnactingLaw(text: ExtractedText): GoverningLaw | null {
  const head = text.text.slice(0, longestHead);
  for (const [pattern, name] of [
    [union, 'European Union'],
    [federal, 'United States'],
  ] as const) {
    const found = pattern.exec(head);
    if (found) return lawAt(text, name, found.index, found.index + found[0].length);
  }
  let looked = 0;
  for (const { index, 0: words } of head.matchAll(enactedBy)) {
    looked += 1;
    if (looked > mostMentions) break;
    const at = index + words.length;
    const place = placeAt(head.slice(at, at + 120));
    if (place) return lawAt(text, place.name, index, at + place.end);
  }
  return null;
}

function lawAt(text: ExtractedText, jurisdiction: string, start: number, end: number): GoverningLaw {
  return {
    jurisdiction,
    confidence: jurisdictionConfidences.enacted,
    evidence: [evidenceAt(text, start, end)],
  };
}
