/**
 * The pairs of letters that are frequent inside words of English and other languages in Latin letters: more than
 * a third of the pairs in any running text of these, about an eighth where letters stand at random.
 */
const frequentPairs =
  'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ' +
  'ro ic ne ea ra ce li ch ll be ma si om ur ec ta el la un ei ie ge sc ue os qu ui us na ci ad do da et il di ' +
  'tr ni sa em pe ki ka ja cz sz ko po wa aa ij';
const LOWER_CASE_A = 97;
const LETTERS = 26;
/** Symbols that running text hardly uses; stops, commas, brackets, dashes, quotation marks, digits and the marks of redactions are left out. */
const rareSymbols = new Set([...'!#$%&+/<=>@\\^`{|}~'].map((symbol) => symbol.charCodeAt(0)));
const unassigned = /\p{Cn}/u;

/** Lines with fewer pairs tell nothing. */
const MIN_PAIRS_OF_LINE = 12;
/** A line with a smaller share of frequent pairs is odd; the median line of a contract has 0.6. */
const MIN_FREQUENT_SHARE = 0.2;
const MIN_ODD_PAIRS = 40;
const MIN_STRANGE_CHARACTERS = 20;
const GARBLED_SHARE = 0.2;

interface Count {
  /** Characters besides white space; the strange ones among them have no meaning or are rare symbols. */
  characters: number;
  strange: number;
  /** Pairs of letters in lines that have enough of them, and those in odd lines. */
  pairs: number;
  oddPairs: number;
}

/**
 * Whether a page's text seems to be wrong characters, as a font gives that does not say, or says wrongly, what its
 * glyphs mean. Linear in the length of the text; texts in other scripts than Latin are judged by strange characters alone.
 */
export function isGarbled(text: string): boolean {
  const { characters, strange, pairs, oddPairs } = count(text);
  return (
    (strange >= MIN_STRANGE_CHARACTERS && strange > characters * GARBLED_SHARE) ||
    (oddPairs >= MIN_ODD_PAIRS && oddPairs > pairs * GARBLED_SHARE)
  );
}

/** From 0, a text as any other, to 1, nothing but wrong characters. */
export function garbledShare(text: string): number {
  const { characters, strange, pairs, oddPairs } = count(text);
  return Math.max(strange / Math.max(1, characters), oddPairs / Math.max(1, pairs));
}

function count(text: string): Count {
  const found: Count = { characters: 0, strange: 0, pairs: 0, oddPairs: 0 };
  let [pairs, frequent, previousLetter, previous] = [0, 0, -1, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 10;
    const letter = (code | 32) - LOWER_CASE_A;
    if (letter >= 0 && letter < LETTERS && code < 128) {
      if (previousLetter >= 0) {
        pairs += 1;
        frequent += isFrequentPair[previousLetter * LETTERS + letter] ?? 0;
      }
      previousLetter = letter;
      found.characters += 1;
    } else {
      previousLetter = -1;
      if (code === 10) {
        if (pairs >= MIN_PAIRS_OF_LINE) {
          found.pairs += pairs;
          if (frequent < pairs * MIN_FREQUENT_SHARE) found.oddPairs += pairs;
        }
        pairs = 0;
        frequent = 0;
      } else if (code > 32 || code < 9) {
        found.characters += 1;
        // Rows of one symbol are rules and leaders.
        if (code !== previous && isStrange(text, at, code)) found.strange += 1;
      }
    }
    previous = code;
  }
  return found;
}

function isStrange(text: string, at: number, code: number): boolean {
  if (code < 32 || (code >= 127 && code < 160)) return true;
  if (code < 127) return rareSymbols.has(code);
  if (code >= 0xe000 && code <= 0xf8ff) return true;
  if (code === 0xfffd || code === 0xffff) return true;
  // pdfium's sign for a hyphen at the end of a line, or for a glyph that it does not know.
  if (code === 0xfffe) return !/^\s/.test(text.charAt(at + 1));
  return code >= 0x0378 && code < 0xd800 && unassigned.test(text.charAt(at));
}

const isFrequentPair = new Uint8Array(LETTERS * LETTERS);
for (const pair of frequentPairs.split(' ')) {
  isFrequentPair[(pair.charCodeAt(0) - LOWER_CASE_A) * LETTERS + pair.charCodeAt(1) - LOWER_CASE_A] = 1;
}
