/** What ends the name of an organisation; commas may stand before it. */
const suffixWord =
  /^(?:inc|incorporated|corp|corporation|co|company|companies|llc|l\.l\.c|llp|l\.l\.p|lp|l\.p|ltd|limited|plc|p\.l\.c|pc|p\.c|pllc|n\.a|na|fsb|n\.d|ag|gmbh|kg|kgaa|se|sa|s\.a|s\.a\.s|sas|sarl|s\.à r\.l|s\.a\.r\.l|s\.r\.l|srl|spa|s\.p\.a|sp|z\.?o\.?o|bv|b\.v|nv|n\.v|ab|as|a\/s|aps|oy|oyj|asa|kk|k\.k|pty|pte|pvt|private|sdn|bhd|trust|bank|association|partnership|fund|foundation|university|authority|commission|s\.c|s\.a\.b|c\.v|de|holdings|group|partners|l\.c|lc|jr|sr|ii|iii|iv|m\.d|ph\.d|esq|usa|u\.s\.a)$/i;
/** Words in lower case that stand inside of names. */
const insideName =
  /^(?:of|and|the|for|de|del|della|di|da|do|dos|la|le|les|du|des|von|van|der|den|y|e|et|in|at|on|to|by|und|&|dba|d\/b\/a|f\/k\/a|a\/k\/a|formerly)$/;
const token = /[^\s,;:()"“”[\]]+/y;
/** "SHBV (Hong Kong) Ltd". */
const placeInBrackets = /^\s?\([\p{Lu}][\p{L} ]{1,20}\)\s{1,2}(?=[\p{Lu}])(?!AND\b)/u;
const longestName = 140;

export interface NameAt {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether a word such as "Inc." marks it as an organisation. */
  readonly suffixed: boolean;
}

/**
 * The name that begins at `from` (after white space): capitalised words with the small words between them, up to the
 * comma, bracket or small word that ends it; "and" is part of it only before the mark of an organisation. Null if no
 * name begins there. Looks at no more than 140 characters.
 */
export function nameAt(text: string, from: number): NameAt | null {
  const window = text.slice(from, from + longestName);
  const start = /^\s*(?:the\s+)?/.exec(window)?.[0].length ?? 0;
  let at = start;
  let end = start;
  let suffixed = false;
  let closed = false;
  let words = 0;
  for (let count = 0; count < 16; count += 1) {
    token.lastIndex = at;
    const word = token.exec(window)?.[0];
    if (word === undefined) break;
    const isSuffix = words > 0 && isForm(word);
    if (isSuffix || isCapital(word)) {
      end = at + word.length;
      words += 1;
      suffixed ||= isSuffix && !/^(?:de|group|partners|holdings|private)$/i.test(word);
      closed ||=
        isSuffix &&
        !/^(?:de|group|partners|holdings|trust|fund|bank|private|university|association|foundation)$/i.test(
          word,
        );
    } else if (words === 0 || !insideName.test(word) || !goesOn(window, at + word.length, word, closed)) {
      break;
    }
    const place =
      words > 0 && !closed ? placeInBrackets.exec(window.slice(at + word.length))?.[0] : undefined;
    if (place !== undefined) {
      at += word.length + place.length;
      continue;
    }
    const gap = /^[^\S\n]*\n?[^\S\n]*/.exec(window.slice(at + word.length))?.[0].length ?? 0;
    at += word.length + gap;
    if (window[at - gap] === ',' || window[at] === ',') {
      const after = /^\s*,\s{0,3}([^\s,;:()"“”]+)/.exec(window.slice(at - gap));
      if (!after || !isForm(after[1] ?? '') || /^(?:company|trust|bank|group)$/i.test(after[1] ?? '')) break;
      at = at - gap + after[0].length - (after[1]?.length ?? 0);
    } else if (gap === 0) break;
    if (closed && !nextIsSuffix(window, at)) break;
  }
  const name = tidyName(window.slice(start, end));
  if (words === 0 || name.length < 2) return null;
  return { name, start: from + start, end: from + end, suffixed };
}

/** A name on one line, without the full stop or quotation marks that do not belong to it. */
export function tidyName(raw: string): string {
  const line = raw
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:_–-]+$/, '')
    .replace(/^[\s,;:_–-]+/, '')
    .trim();
  const lastWord = /\S+$/.exec(line)?.[0] ?? '';
  return lastWord.endsWith('.') && !isSuffixWord(lastWord) && !/^\p{Lu}\.$/u.test(lastWord)
    ? line.slice(0, -1)
    : line;
}

/** The same for all spellings of a name: letters and figures in lower case, without the mark of its legal form. */
export function nameKey(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (
    words.length > 1 &&
    /^(?:inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|the)$/.test(
      words.at(-1) ?? '',
    )
  )
    words.pop();
  if (words[0] === 'the' && words.length > 1) words.shift();
  return words.join(' ');
}

/** Words such as "company" mark a name only with a capital. */
function isForm(word: string): boolean {
  return (
    isSuffixWord(word) &&
    (/^\P{Ll}/u.test(word) || /^(?:inc|llc|ltd|gmbh|plc|s\.a|b\.v|n\.v|a\/s)\b/.test(word))
  );
}

function isSuffixWord(word: string): boolean {
  return suffixWord.test(word.replace(/[.,]+$/, ''));
}

function nextIsSuffix(window: string, at: number): boolean {
  token.lastIndex = at;
  const word = token.exec(window)?.[0] ?? '';
  return isForm(word) || word.startsWith('&');
}

function isCapital(word: string): boolean {
  return (
    /^[\p{Lu}\d&]/u.test(word) ||
    /^[a-z][\w-]{0,30}\.(?:com|net|org|io|co|ai)\b/i.test(word) ||
    /^[a-z]\p{Lu}/u.test(word)
  );
}

/** Whether a name goes on after the small word that ends at `at`. */
function goesOn(window: string, at: number, word: string, closed: boolean): boolean {
  if (closed) return false;
  const rest = window.slice(at, at + 80);
  if (!/^\s{1,3}(?:(?:the|of|de|la|der)\s)?[\p{Lu}]/u.test(rest)) return false;
  if (!/^(?:and|et|und|y|e)$/.test(word)) return !/^(?:in|at|on|to|by)$/.test(word);
  return /^\s{1,3}(?:[\p{Lu}][\w.'’-]*\s{1,2}){0,2}?[\p{Lu}][\w'’-]*,?\s{1,2}(?:Inc|LLC|LLP|Ltd|Corp|Co|Company|Limited|L\.P|INC|LTD|CORP|CO|COMPANY)\b/u.test(
    rest,
  );
}
