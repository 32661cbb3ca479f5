import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { DocumentSentence } from '../clauses/document-sentences.ts';

const lookedAtSentences = 150;
const openingSentences = 40;
const paper =
  '(?:agreement|contract|lease|policy|act|statute|memorandum|letter|notice|order|regulation|rule|document|section|addendum|amendment|procedures?|plan|report|guide)';
const purposeWords = new RegExp(
  `(?<!for )\\b(?:the|main|primary|sole) (?:purpose|aim|objective|intent)s? of (?:this|the) (?:\\w+ ){0,4}${paper}\\b.{0,20}\\b(?:is|are|to)\\b`,
);
const stated = new RegExp(
  `\\bthis (?:\\w+ ){0,4}${paper} (?:sets? (?:forth|out)|governs?|describes?|establish(?:es)?|provides? for|is intended to|is designed to|explains?|outlines?|summari[sz]es)\\b`,
);
const recital =
  /\b(?:desires?|wish(?:es)?|intends?|wants?|would like|seeks?|willing) (?:that|to)\b|^(?:witness\w* that )?whereas\b.*\b(?:agreed to|desirous|desires?|wish(?:es)?)\b/;
const notPurpose =
  /^(?:\(?\w{1,4}[.)] )?(?:no|nor|none|not|except|unless|if|each|however)\b|\bif (?:[\w-]+ ){1,4}(?:desires?|wish(?:es)?)\b|\b(?:no (?:provision|part|term)|third[- ]part(?:y|ies) benef\w+|confer|nothing|neither|not wish|shall not|shall be|shall have|shall refer|provided,? however)\b/;
const bargain =
  /\b(?:hereby (?:grants|appoints|engages|leases|sells|agrees|assigns|employs)|agrees? to (?:provide|sell|purchase|lease|employ|supply|act as|perform)|appoints|engages|employs)\b/;
const lawsuit =
  /\b(?:brings? this (?:action|suit|appeal)|this (?:is an? )?(?:action|case|appeal|matter) (?:arises|concerns|involves|presents|comes|requires)|before the court (?:is|are)|appeals (?:from|the)|moves? (?:this court )?(?:for|to)|granted certiorari|the (?:question|issue)s? (?:presented|before us|is|in this)|seeks? (?:review|damages|an order|relief))\b/;
const enactment =
  /^(?:an act\b.{0,40})?to (?:amend|provide|establish|promote|deter|prevent|protect|regulate|authori[sz]e)\b|\ban act\b.{0,60}\bto\b/;
const message =
  /\b(?:(?:i am|we are|i'm) writing|this (?:letter|e-?mail|memo(?:randum)?|notice) (?:is|serves|confirms|responds|will|constitutes)|please find|attached (?:is|are|please|for)|enclosed (?:is|are|please)|(?:can|could|would) you|please (?:review|send|let|confirm|advise|call|provide|sign|forward|see|note|be advised))\b/;

const byCategory: Partial<Record<DocumentCategory, readonly RegExp[]>> = {
  contract: [purposeWords, recital, bargain, stated],
  case_law: [lawsuit],
  order: [lawsuit],
  pleading: [lawsuit],
  brief: [lawsuit],
  statute: [enactment, purposeWords, stated],
  correspondence: [message, purposeWords, stated],
  memorandum: [purposeWords, stated, message],
};
const others: readonly RegExp[] = [purposeWords, stated];

/**
 * The sentence in which a document says what it is for: where it speaks of its purpose among its first 150 sentences,
 * else by its recitals or what it says of itself among its first 40.
 */
export function purposeOf(
  sentences: readonly DocumentSentence[],
  category: DocumentCategory | null,
): DocumentSentence | null {
  const looked = sentences.slice(0, lookedAtSentences);
  for (const pattern of (category === null ? undefined : byCategory[category]) ?? others) {
    const among = pattern === purposeWords ? looked : looked.slice(0, openingSentences);
    const found = among.find(
      ({ words }) => words.length >= 30 && pattern.test(words) && !notPurpose.test(words),
    );
    if (found !== undefined) return found;
  }
  return null;
}
