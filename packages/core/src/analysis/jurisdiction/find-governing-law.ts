import type { Evidence } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { evidenceAt } from '../locate-evidence.ts';
import { phraseAround } from '../text-window.ts';
import { jurisdictionConfidences } from './confidences.ts';
import { findCourt } from './find-court.ts';
import { placeAt } from './places.ts';

export interface GoverningLaw {
  /** Usual name: "New York", "England and Wales"; for papers of a court the court. */
  readonly jurisdiction: string;
  readonly confidence: number;
  readonly evidence: Evidence[];
}

const governed = /\b(?:govern(?:ed|ing\s{1,3}law)|construed|subject\s{1,3}to)\b/gi;
/** Says less: inventors, too, are "determined" by a law. */
const decided = /\b(?:interpreted|enforced|determined)\b/gi;
const lawOf =
  /\b(?:laws?(?:,?\s{1,3}(?:and|or)\s{1,3}(?:regulations?|jurisdiction|rules))?|statutes)(?:\s{1,3}in\s{1,3}(?:force|effect))?\s{1,3}(?:of|in|applicable\s{1,3}(?:in|to)|prevailing\s{1,3}in)\s{1,3}/gi;
const placeLaw =
  /\b([A-Z][A-Za-z.]{1,20}(?:\s{1,3}(?:of\s{1,3})?[A-Z][A-Za-z]{1,15}){0,3})\s{1,3}(?:[Ss]tate\s{1,3})?[Ll]aws?\b/g;
const lawThereof = /\blaws\s{1,3}thereof\b/i;
const governs =
  /\blaws?\s{1,3}of\s{1,3}([^.;]{3,80}?)\s{1,3}(?:shall|will|to)\s{1,3}(?:govern|apply|control)/gi;
/** How far the place may stand after "governed by". */
const reach = 420;
const mostTriggers = 500;

/**
 * The law that governs an agreement by its own words, the first such statement that names a place; for papers of a
 * court the court whose they are. Linear: at most 500 mentions of governing are looked at, 420 characters each.
 */
export function findGoverningLaw(text: ExtractedText): GoverningLaw | null {
  const court = findCourt(text);
  if (court) {
    return {
      jurisdiction: court.name,
      confidence: jurisdictionConfidences.court,
      evidence: [court.evidence],
    };
  }
  for (const trigger of [governed, decided]) {
    let looked = 0;
    for (const { index } of text.text.matchAll(trigger)) {
      looked += 1;
      if (looked > mostTriggers) break;
      const found = statement(text.text, index);
      if (found) return lawAt(text, found, index, jurisdictionConfidences.governedBy);
    }
  }
  for (const match of text.text.matchAll(governs)) {
    const place = placeAt(match[1] ?? '');
    if (place) {
      const found = { name: place.name, end: match.index + match[0].length };
      return lawAt(text, found, match.index, jurisdictionConfidences.lawsGovern);
    }
  }
  return null;
}

interface Place {
  readonly name: string;
  readonly end: number;
}

function statement(text: string, from: number): Place | null {
  const words = text.slice(from, from + reach);
  const stop = /[.;]\s+(?=[A-Z0-9(])|\n\s*\n/.exec(
    words.replace(/\b(?:U\.S\.A?|No|Inc|Ltd|Co)\./g, (each) => '_'.repeat(each.length)),
  );
  const sentence = words.slice(0, stop ? stop.index + 1 : reach);
  if (
    /^subject/i.test(sentence) &&
    !/^subject\s+to\s+(?:and\s+governed|the\s+(?:provisions?\s+of\s+)?(?:the\s+)?(?:substantive\s+)?laws?\s+of)/i.test(
      sentence,
    )
  )
    return null;
  let federal: Place | null = null;
  for (const match of sentence.matchAll(lawOf)) {
    const at = match.index + match[0].length;
    const place = placeAt(sentence.slice(at)) ?? afterOf(sentence.slice(at));
    if (!place) continue;
    const found = { name: place.name, end: from + at + place.end };
    if (!/^(?:United States|Canada|Australia)$/.test(place.name)) return found;
    federal ??= found;
  }
  if (federal) return federal;
  for (const match of sentence.matchAll(placeLaw)) {
    const place = placeAt(match[1] ?? '');
    if (place) return { name: place.name, end: from + match.index + match[0].length };
  }
  const thereof = lawThereof.exec(sentence);
  return thereof && before(text, from, from + thereof.index + thereof[0].length);
}

/** "the SIATE OF TEXAS": a misread word before the place. */
function afterOf(words: string): Place | null {
  const prefix = /^(?:the\s+)?\w{2,14}\s+of\s+/i.exec(words)?.[0].length;
  const place = prefix === undefined ? null : placeAt(words.slice(prefix));
  return prefix !== undefined && place ? { name: place.name, end: prefix + place.end } : null;
}

/** "in the State of Nevada and governed by the laws thereof". */
function before(text: string, at: number, end: number): Place | null {
  const words = text.slice(Math.max(0, at - 150), at);
  const state = [...words.matchAll(/\b(?:state|province|commonwealth)\s+of\s+/gi)].at(-1);
  const place = state && placeAt(words.slice(state.index + state[0].length));
  return place ? { name: place.name, end } : null;
}

function lawAt(text: ExtractedText, { name, end }: Place, start: number, confidence: number): GoverningLaw {
  const phrase = phraseAround(text.text, start, end);
  return {
    jurisdiction: name === 'England' || name === 'Wales' ? 'England and Wales' : name,
    confidence,
    evidence: [evidenceAt(text, phrase.start, phrase.end)],
  };
}
