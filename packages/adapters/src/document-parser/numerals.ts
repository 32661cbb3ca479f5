const ROMAN_SIGNS: readonly (readonly [value: number, sign: string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const MAX_ROMAN = 3999;
const MAX_REPEATS = 30;
const MAX_IN_WORDS = 999_999;
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** i, ii, iii, iv ... to 3,999; any other number in digits. */
export function roman(value: number): string {
  if (value < 1 || value > MAX_ROMAN) return String(value);
  let rest = value;
  let text = '';
  for (const [amount, sign] of ROMAN_SIGNS) {
    text += sign.repeat(Math.floor(rest / amount));
    rest %= amount;
  }
  return text;
}

/** a to z, then aa, bb ..., as Word numbers; numbers below 1 or too large for it in digits. */
export function repeatedLetter(value: number, alphabet = 'abcdefghijklmnopqrstuvwxyz'): string {
  const repeats = Math.ceil(value / alphabet.length);
  if (value < 1 || repeats > MAX_REPEATS) return String(value);
  return (alphabet[(value - 1) % alphabet.length] ?? '').repeat(repeats);
}

/** 1st, 2nd, 3rd, 11th. */
export function ordinal(value: number): string {
  const isTeen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th'}`;
}

/** "Twenty-one", to 999,999; any other number in digits. */
export function cardinalWords(value: number): string {
  return capitalized(words(value));
}

/** "Twenty-first"; beyond 999,999 as `ordinal`. */
export function ordinalWords(value: number): string {
  if (value < 0 || value > MAX_IN_WORDS) return ordinal(value);
  const spelt = words(value).replace(/[a-z]+$/, (last) => {
    const irregular = IRREGULAR_ORDINALS[last];
    if (irregular !== undefined) return irregular;
    return last.endsWith('y') ? `${last.slice(0, -1)}ieth` : last.endsWith('t') ? `${last}h` : `${last}th`;
  });
  return capitalized(spelt);
}

function words(value: number): string {
  if (value < 0 || value > MAX_IN_WORDS) return String(value);
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return joined(TENS[Math.floor(value / 10)] ?? '', value % 10, '-');
  if (value < 1000) return joined(`${words(Math.floor(value / 100))} hundred`, value % 100, ' ');
  return joined(`${words(Math.floor(value / 1000))} thousand`, value % 1000, ' ');
}

function joined(head: string, rest: number, separator: string): string {
  return rest === 0 ? head : `${head}${separator}${words(rest)}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
