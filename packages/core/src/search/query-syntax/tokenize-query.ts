/** A part of a query as it was typed; a phrase is `plain` if it holds no signs that bind words and numbers. */
export type QueryToken =
  | { readonly kind: 'word'; readonly text: string; readonly prefix: boolean; readonly upper: boolean }
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly plain: boolean }
  | { readonly kind: 'minus' | 'open' | 'close' };

const token =
  /["“”„]([^"“”„]*)["“”]|([\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*)(\*?)|(\()|(\))|(?<=^|[\s(])(-)(?=["“(\p{L}\p{N}])/gu;
const word = /[\p{L}\p{N}]+/gu;
const plain = /^[\p{L}\s,;:]*$/u;

/** Cuts a query into words, phrases and signs. A quotation mark without a partner says nothing. */
export function tokenizeQuery(query: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  for (const [, quoted, text, star, open, close] of query.matchAll(token)) {
    if (text !== undefined) {
      const upper = text === text.toUpperCase() && text !== text.toLowerCase();
      tokens.push({ kind: 'word', text: text.toLowerCase(), prefix: star === '*', upper });
    } else if (quoted !== undefined) {
      const words = quoted.toLowerCase().match(word) ?? [];
      if (words.length > 0) tokens.push({ kind: 'phrase', words, plain: plain.test(quoted) });
    } else {
      tokens.push({ kind: open ? 'open' : close ? 'close' : 'minus' });
    }
  }
  return tokens;
}
