import { type QueryToken, tokenizeQuery } from './tokenize-query.ts';

/** What a passage must hold. Words are lower case and made of letters, digits and apostrophes alone. */
export type QueryNode =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly plain: boolean }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[] };

const longestQuery = 4_000;
const deepest = 20;
const excluded = /(?<=^|[\s(])-(?:["“][^"“”]*["“”]|[\p{L}\p{N}][\p{L}\p{N}'’]*)/gu;

export interface ParsedQuery {
  /** What every passage must hold; null if the query is plain words or a question. */
  readonly demands: QueryNode | null;
  /** Whether a passage that meets the demands is a hit; not so if they only exclude and there are words to look for. */
  readonly suffices: boolean;
  /** The words to rank by: the query without its signs and what it excludes. */
  readonly wanted: string;
}

/**
 * Takes a query apart. With AND, OR, NOT in capitals, `-word` or `begin*` all of it is a formula, words side
 * by side joined by AND; otherwise only its phrases are demanded. Every text can be read: signs that do
 * not fit (a bracket or quotation mark without a partner, an operator without an operand) say nothing. OR binds
 * weakest, NOT strongest. A text that ends in a question mark is no formula.
 */
export function parseQuery(query: string): ParsedQuery {
  const text = query.slice(0, longestQuery).normalize('NFKC');
  const tokens = tokenizeQuery(text);
  const operators = operatorsOf(tokens);
  const hasSigns =
    operators.size > 0 ||
    tokens.some((each) => each.kind === 'minus' || (each.kind === 'word' && each.prefix));
  if (!hasSigns || text.trimEnd().endsWith('?')) {
    const demands = demandsOf(tokens);
    const wanted = text.replace(excluded, ' ');
    const hasWords = tokens.some((each, at) => leafOf(each) !== null && tokens[at - 1]?.kind !== 'minus');
    const suffices = demands !== null && (wantedWords(demands).length > 0 || !hasWords);
    return { demands, suffices, wanted };
  }
  const demands = new Parser(tokens, operators).parse();
  return { demands, suffices: demands !== null, wanted: demands ? wantedWords(demands).join(' ') : text };
}

/** Words that a passage should hold: all but those under a NOT. */
function wantedWords(node: QueryNode): string[] {
  switch (node.kind) {
    case 'word':
      return [node.word];
    case 'prefix':
      return [node.prefix];
    case 'phrase':
      return [...node.words];
    case 'not':
      return [];
    default:
      return node.nodes.flatMap(wantedWords);
  }
}

type Operator = 'and' | 'or' | 'not';

/**
 * The operators by their place. AND, OR, NOT between words that are all capitals are part of a name, as in
 * SALE AND PURCHASE AGREEMENT, unless all of the query is in capitals.
 */
function operatorsOf(tokens: readonly QueryToken[]): Map<number, Operator> {
  const speaks = tokens.some((each) => each.kind === 'word' && !each.upper);
  const shouts = (token: QueryToken | undefined) => token?.kind === 'word' && token.upper;
  const operators = new Map<number, Operator>();
  for (const [at, each] of tokens.entries()) {
    if (each.kind !== 'word' || !each.upper || !isOperator(each.text)) continue;
    if (speaks && shouts(tokens[at - 1]) && shouts(tokens[at + 1])) continue;
    operators.set(at, each.text);
  }
  return operators;
}

function isOperator(text: string): text is Operator {
  return text === 'and' || text === 'or' || text === 'not';
}

/** The phrases and excluded words of a query that is no formula. */
function demandsOf(tokens: readonly QueryToken[]): QueryNode | null {
  const nodes = tokens.flatMap((each, at): QueryNode[] => {
    const leaf = leafOf(each);
    if (leaf === null) return [];
    if (tokens[at - 1]?.kind === 'minus') return [{ kind: 'not', node: leaf }];
    return leaf.kind === 'phrase' ? [leaf] : [];
  });
  return join('and', nodes);
}

function leafOf(token: QueryToken): QueryNode | null {
  if (token.kind === 'phrase') return token;
  if (token.kind !== 'word') return null;
  return token.prefix ? { kind: 'prefix', prefix: token.text } : { kind: 'word', word: token.text };
}

function join(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | null {
  return nodes.length > 1 ? { kind, nodes } : (nodes[0] ?? null);
}

/** Recursive descent over the tokens of a formula. */
class Parser {
  readonly #tokens: readonly QueryToken[];
  readonly #operators: ReadonlyMap<number, Operator>;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly QueryToken[], operators: ReadonlyMap<number, Operator>) {
    this.#tokens = tokens;
    this.#operators = operators;
  }

  parse(): QueryNode | null {
    const nodes: QueryNode[] = [];
    while (this.#at < this.#tokens.length) {
      const node = this.#alternatives();
      if (node) nodes.push(node);
      // A closing bracket that nothing opened.
      this.#at += 1;
    }
    return join('and', nodes);
  }

  #alternatives(): QueryNode | null {
    const nodes: QueryNode[] = [];
    do {
      const node = this.#conjunction();
      if (node) nodes.push(node);
    } while (this.#take('or'));
    return join('or', nodes);
  }

  #conjunction(): QueryNode | null {
    const nodes: QueryNode[] = [];
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.kind !== 'close' && !this.#sees('or')) {
      if (this.#take('and')) continue;
      const node = this.#negation();
      if (node) nodes.push(node);
    }
    return join('and', nodes);
  }

  #negation(): QueryNode | null {
    let negated = false;
    while (this.#take('not') || this.#takeKind('minus')) negated = !negated;
    if (this.#at >= this.#tokens.length || this.#sees('and') || this.#sees('or')) return null;
    const node = this.#operand();
    return node && negated ? { kind: 'not', node } : node;
  }

  #operand(): QueryNode | null {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'close') return null;
    this.#at += 1;
    if (token === undefined || token.kind !== 'open') return token ? leafOf(token) : null;
    // Brackets deeper than anyone writes are read as if they were not there.
    if (this.#depth >= deepest) return null;
    this.#depth += 1;
    const node = this.#alternatives();
    this.#depth -= 1;
    this.#takeKind('close');
    return node;
  }

  #sees(operator: Operator): boolean {
    return this.#operators.get(this.#at) === operator;
  }

  #take(operator: Operator): boolean {
    const seen = this.#sees(operator);
    if (seen) this.#at += 1;
    return seen;
  }

  #takeKind(kind: QueryToken['kind']): boolean {
    const seen = this.#tokens[this.#at]?.kind === kind;
    if (seen) this.#at += 1;
    return seen;
  }
}
