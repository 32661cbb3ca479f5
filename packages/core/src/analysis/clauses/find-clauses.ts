import type { TextHeading } from '@elenchus/contracts/documents/extracted-text';
import { type ClauseRule, cueOf, isOperative, matches } from './clause-rule.ts';
import { commercialRules } from './commercial-rules.ts';
import { confidentialityRules } from './confidentiality-rules.ts';
import type { DocumentSentence } from './document-sentences.ts';
import { generalRules } from './general-rules.ts';
import { liabilityRules } from './liability-rules.ts';
import { licenceRules } from './licence-rules.ts';
import { restrictionRules } from './restriction-rules.ts';
import { termRules } from './term-rules.ts';

/** A clause of a contract with the sentences that prove it, the most telling first. */
export interface FoundClause {
  readonly type: string;
  readonly heading: TextHeading | null;
  readonly confidence: number;
  readonly sentences: readonly DocumentSentence[];
}

const clauseRules: readonly ClauseRule[] = [
  ...generalRules,
  ...confidentialityRules,
  ...termRules,
  ...restrictionRules,
  ...licenceRules,
  ...liabilityRules,
  ...commercialRules,
];
const mostSentences = 3;
/** So many sentences are kept of a type before the most telling are chosen. */
const mostCandidates = 12;
/** Types whose rules were right less often than this are no findings. */
const leastConfidence = 0.3;

/** Looks for the standard clauses of contracts, some sentences at a time. */
export interface ClauseSearch {
  read(sentences: readonly DocumentSentence[]): void;
  /** One finding per type, in the order of the text. */
  found(): FoundClause[];
}

/** Begins a search for clauses; sentences are to be read in the order of the text. */
export function searchClauses(): ClauseSearch {
  const candidates = new Map<string, Candidate[]>();
  return {
    read: (sentences) => {
      for (const sentence of sentences) if (isOperative(sentence)) note(candidates, sentence);
    },
    found: () =>
      [...candidates]
        .map(([type, each]) => finding(type, each))
        .sort((a, b) => (a.sentences[0]?.start ?? 0) - (b.sentences[0]?.start ?? 0)),
  };
}

interface Candidate {
  readonly sentence: DocumentSentence;
  readonly confidence: number;
  /** Whether the heading above names the clause. */
  readonly titled: boolean;
}

function note(candidates: Map<string, Candidate[]>, sentence: DocumentSentence): void {
  const heading = sentence.heading?.title.toLowerCase() ?? '';
  for (const rule of rulesFor(sentence.words)) {
    const known = candidates.get(rule.type);
    if (known !== undefined && known.length >= mostCandidates) continue;
    if (known?.at(-1)?.sentence === sentence || !matches(rule, sentence)) continue;
    const candidate = { sentence, confidence: rule.confidence, titled: names(heading, rule.type) };
    if (known === undefined) candidates.set(rule.type, [candidate]);
    else known.push(candidate);
  }
}

const rulesByCue = indexCues();
const word = /[a-z]+/g;

function indexCues(): Map<string, ClauseRule[]> {
  const index = new Map<string, ClauseRule[]>();
  for (const rule of clauseRules) {
    if (rule.confidence < leastConfidence) continue;
    for (const cue of rule.cues) index.set(cue, [...(index.get(cue) ?? []), rule]);
  }
  return index;
}

/** The rules one of whose cues is among the words. */
function rulesFor(words: string): Set<ClauseRule> {
  const found = new Set<ClauseRule>();
  for (const each of words.match(word) ?? []) {
    for (const rule of rulesByCue.get(cueOf(each)) ?? []) found.add(rule);
  }
  return found;
}

/** Whether a heading (lower case) has a word in common with a type of clause. */
function names(heading: string, type: string): boolean {
  return type.split('_').some((word) => word.length >= 4 && heading.includes(word.slice(0, 7)));
}

function finding(type: string, candidates: readonly Candidate[]): FoundClause {
  const best = [...candidates.filter(({ titled }) => titled), ...candidates.filter(({ titled }) => !titled)];
  const chosen = best.slice(0, mostSentences);
  return {
    type,
    heading: chosen[0]?.sentence.heading ?? null,
    confidence: chosen[0]?.confidence ?? 0,
    sentences: chosen.map(({ sentence }) => sentence),
  };
}
