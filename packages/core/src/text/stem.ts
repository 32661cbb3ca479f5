/** Suffixes in the order tried, each with what replaces it and the least length of what stays. */
const suffixes: readonly (readonly [suffix: string, replacement: string, least: number])[] = [
  ['ifications', 'ifi', 3],
  ['ification', 'ifi', 3],
  ['izations', 'iz', 3],
  ['ization', 'iz', 3],
  ['isation', 'iz', 3],
  ['ations', '', 4],
  ['ation', '', 4],
  ['ifying', 'ifi', 3],
  ['ifies', 'ifi', 3],
  ['ified', 'ifi', 3],
  ['ify', 'ifi', 3],
  ['ising', 'iz', 4],
  ['izing', 'iz', 4],
  ['ised', 'iz', 4],
  ['ized', 'iz', 4],
  ['ise', 'iz', 5],
  ['ize', 'iz', 4],
  ['ively', '', 4],
  ['ivity', '', 4],
  ['ive', '', 4],
  ['ables', '', 4],
  ['ability', '', 4],
  ['able', '', 4],
  ['ible', '', 4],
  ['ments', '', 4],
  ['ment', '', 4],
  ['ating', '', 4],
  ['ated', '', 4],
  ['ates', '', 4],
  ['ate', '', 4],
  ['ions', '', 4],
  ['ion', '', 4],
  ['als', '', 4],
  ['ally', '', 4],
  ['al', '', 4],
  ['ings', '', 3],
  ['ing', '', 3],
  ['edly', '', 4],
  ['ied', 'i', 3],
  ['ed', '', 3],
  ['ly', '', 4],
  ['ies', 'i', 2],
  ['es', '', 4],
  ['s', '', 3],
  ['iry', 'ir', 3],
  ['y', 'i', 2],
  ['e', '', 3],
];
const suffixesByLastLetter = Map.groupBy(suffixes, ([suffix]) => suffix.charCodeAt(suffix.length - 1));
const doubled = /([bdfglmnprt])\1$/;

/**
 * Folds the inflections and common derivations of an English word (lower case) into one stem, so that
 * "terminate", "terminated" and "termination" meet. Lighter than Porter's: one suffix is taken off.
 */
export function stem(word: string): string {
  if (word.length < 4 || word.endsWith('ss')) return word;
  for (const [suffix, replacement, least] of suffixesByLastLetter.get(word.charCodeAt(word.length - 1)) ??
    []) {
    if (word.length - suffix.length < least || !word.endsWith(suffix)) continue;
    const stemmed = word.slice(0, word.length - suffix.length) + replacement;
    if (suffix === 'ing' || suffix === 'ed') return stemmed.replace(doubled, '$1');
    return stemmed;
  }
  return word;
}
