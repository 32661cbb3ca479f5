import type { DocumentSentence } from './document-sentences.ts';

/** How a clause of one type is recognised in a sentence (as `DocumentSentence.words` gives it). */
export interface ClauseRule {
  readonly type: string;
  /**
   * Share of right findings by the rules of this type, smoothed as (right + 1) / (found + 2) and rounded to 0.05, on
   * 20 contracts and 15 non-disclosure agreements of the development set that the rules were not made with; 0.5
   * without labels. Right is a clause with a sentence of the labelled passage. It holds for contracts alone.
   */
  readonly confidence: number;
  /** Beginnings of words (`cueOf`), one of which is in every sentence that the rule can hold for. */
  readonly cues: readonly string[];
  /** Each of them must be found. */
  readonly all: readonly RegExp[];
  /** None of it may be found. */
  readonly none?: RegExp;
}

const cueLength = 4;

/** The beginning of a word by which rules are looked up. */
export function cueOf(word: string): string {
  return word.slice(0, cueLength);
}

/** Rules of one type, with words (parted by blanks) one of which must be there, each rule with its conditions. */
export function rules(
  type: string,
  confidence: number,
  words: string,
  each: readonly Pick<ClauseRule, 'all' | 'none'>[],
): ClauseRule[] {
  const cues = [...new Set(words.split(' ').map(cueOf))];
  return each.map((conditions) => ({ type, confidence, cues, ...conditions }));
}

const leastChars = 40;
const definition = /^(?:\(?\w{1,5}\)|[\d.]+)? ?"?[\w &/-]{2,60}"? (?:shall mean|means|has the meaning)\b/;

/** Verbs one of which is in nearly every sentence of a contract, and in no heading. */
const verb =
  /\b(?:shall|will|must|may|might|can|cannot|would|should|could|is|are|was|were|be|been|being|has|have|had|do|does|agrees?|grants?|warrants|represents?|acknowledges?|undertakes?|covenants|assigns|waives?|consents|disclaims?|indemnif(?:y|ies)|appoints?|makes?|constitutes?|supersedes?|govern(?:s|ed)?|survives?|appl(?:y|ies)|requires?|provides?|submits?|pays?|commences?|begins?|continues?|expires?|terminates?|renews|releases?|reserves?|retains?|owns?|gives?|remains?|becomes?|accepts?|contains?|commits?|confers?|creates?|limits?|guarantees|purchases|sells)\b/;

/** Whether a sentence can hold a clause: definitions, headings and scraps cannot. */
export function isOperative({ words }: DocumentSentence): boolean {
  return words.length >= leastChars && !definition.test(words) && verb.test(words);
}

/** Whether `rule` holds for the sentence. */
export function matches(rule: ClauseRule, sentence: DocumentSentence): boolean {
  for (const pattern of rule.all) if (!pattern.test(sentence.words)) return false;
  return rule.none === undefined || !rule.none.test(sentence.words);
}
