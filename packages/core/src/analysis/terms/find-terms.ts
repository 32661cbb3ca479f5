import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { sentences, type TextRange } from '../../text/sentences.ts';
import { evidenceAt } from '../locate-evidence.ts';
import { oneLine } from '../text-window.ts';
import { termConfidences } from './confidences.ts';

type KeyTerm = AnalysisContent['keyTerms'][number];

/** The most terms that are told of a document, and the longest definition in characters. */
const mostTerms = 300;
const longestDefinition = 400;
const term = '["“”„‟]\\s{0,2}([^"“”„‟\\n]{1,80}?)\\s{0,2}["”“]';
const verb =
  '(?:shall\\s{1,3}(?:mean|have\\s{1,3}the|include|be\\s{1,3}(?:defined|deemed|construed))|means?\\b|is\\s{1,3}defined|are\\s{1,3}defined|refers?\\s{1,3}to|has\\s{1,3}the\\s{1,3}meaning|have\\s{1,3}the\\s{1,3}meanings?|includes?\\b|is\\s{1,3}the\\b|:)';
const quotedTerm = new RegExp(
  `${term}(?:\\s{1,3}(?:or|and)\\s{1,3}(?:the\\s)?["“][^"“”\\n]{1,60}["”])?,?(?:\\s{1,3}\\([^()\\n]{0,60}\\))?[,\\s]{1,4}(?:as\\s{1,3}used\\s[^,.;]{0,60},\\s{1,3})?${verb}`,
  'g',
);
/** In a list of definitions, terms stand without quotation marks at the start of a line. */
const plainTerm =
  /(?:^|\n)[^\S\n]{0,20}(?:\(?[a-z\d.]{1,8}[).]?[^\S\n]{1,6})?([A-Z][\w’'&/-]{1,30}(?:[^\S\n][A-Za-z][\w’'&/-]{0,30}){0,5})(?:[^\S\n]{0,3}:)?[^\S\n]{1,3}(?:means?|shall[^\S\n]mean|has[^\S\n]the[^\S\n]meaning)\b/g;
const inBrackets = /\(([^()]{0,120}["“][^()]{1,120})\)/g;
const hereinafter = /\bhereinafter\b[^"“”.;()]{0,60}["“]([^"“”\n]{1,60}?)["”]/g;

interface FoundTerm {
  readonly term: string;
  readonly rule: keyof typeof termConfidences;
  /** Looked for only where the term is told: a text may name one a hundred thousand times. */
  readonly definedAt: () => TextRange;
}

/** Defined terms with what defines them, each once (the fullest definition first), in the order of the text. */
export function findTerms(text: ExtractedText): KeyTerm[] {
  const found = new Map<string, FoundTerm>();
  for (const each of [...meant(text.text), ...bracketed(text.text)]) {
    if (found.size >= mostTerms) break;
    const key = each.term.toLowerCase();
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()]
    .map(({ term: name, rule, definedAt }) => ({ name, rule, ...definedAt() }))
    .sort((a, b) => a.start - b.start)
    .map(({ name, rule, start, end }) => {
      const evidence = evidenceAt(text, start, end);
      return {
        term: name,
        definition: oneLine(evidence.quote),
        confidence: termConfidences[rule],
        evidence: [evidence],
      };
    });
}

function* meant(text: string): Generator<FoundTerm> {
  for (const match of text.matchAll(quotedTerm)) {
    const name = termName(match[1] ?? '');
    if (name !== null) yield { term: name, rule: 'means', definedAt: () => definition(text, match.index) };
  }
  for (const match of text.matchAll(plainTerm)) {
    const words = match[1] ?? '';
    const name = termName(words);
    const at = match.index + match[0].indexOf(words);
    if (
      name !== null &&
      !/^(?:This|That|It|Nothing|Which|What|By|If|For|In|When|Where|The foregoing)\b/.test(name) &&
      !/\s[a-z]{4,}\b/.test(name)
    ) {
      yield { term: name, rule: 'unquoted', definedAt: () => definition(text, at) };
    }
  }
}

/** From the term to the end of its sentence. */
function definition(text: string, start: number): TextRange {
  const most = Math.min(text.length, start + longestDefinition);
  const first = sentences(text, start, most)[0];
  const end = first?.end ?? most;
  return { start, end: end < most ? end : lastBlank(text, start, most) };
}

function lastBlank(text: string, start: number, end: number): number {
  if (end >= text.length) return end;
  const blank = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
  return blank > start + 40 ? blank : end;
}

function* bracketed(text: string): Generator<FoundTerm> {
  for (const match of text.matchAll(inBrackets)) {
    if (/\b(?:see|as defined|i\.e\.|e\.g\.|quoting|citing)\b/i.test(match[1] ?? '')) continue;
    for (const [, words = ''] of (match[1] ?? '').matchAll(/["“]\s{0,2}([^"“”]{1,60}?)[.,]?\s{0,2}["”]/g)) {
      const name = termName(words);
      if (name === null) continue;
      yield { term: name, rule: 'bracketed', definedAt: () => clauseOf(text, match) };
    }
  }
  for (const match of text.matchAll(hereinafter)) {
    const name = termName(match[1] ?? '');
    if (name !== null) yield { term: name, rule: 'bracketed', definedAt: () => clauseOf(text, match) };
  }
}

function clauseOf(text: string, { index, 0: whole }: RegExpExecArray): TextRange {
  return { start: defined(text, index), end: index + whole.length };
}

/** What a bracket names begins with its clause, at most 200 characters before it. */
function defined(text: string, at: number): number {
  const from = Math.max(0, at - 200);
  const before = text.slice(from, at);
  const border = [...before.matchAll(/[.;:)]\s+(?=\S)|\n\s*\n|,\s+(?:and|or)\s+/g)].at(-1);
  if (border && before.length - border.index - border[0].length > 8)
    return from + border.index + border[0].length;
  if (from === 0) return 0;
  return from + (/\s/.exec(before)?.index ?? 0);
}

/** A term begins with a capital or figure and is short; null for other quotations. */
function termName(words: string): string | null {
  const name = oneLine(words)
    .replace(/^(?:the|a|an|each,? an?|this)\s+/i, '')
    .replace(/[.,;:]+$/, '');
  if (!/^[\p{Lu}\d]/u.test(name) || name.length < 2 || name.split(' ').length > 8) return null;
  if (/^(?:We|Us|Our|You|Your|I|It|They)$/i.test(name)) return null;
  return name;
}
