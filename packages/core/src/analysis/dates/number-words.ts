const small = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const values = new Map<string, number>([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ['a', 1],
  ['an', 1],
  ['half', 0.5],
]);
const ordinals = new Map<string, number>(
  [
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth',
    'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  ]
    .join(' ')
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
ordinals.set('thirtieth', 30);

/** The number that `words` spell in English ("thirty", "one hundred and eighty"), null if they spell none. */
export function numberOf(words: string): number | null {
  let total = 0;
  let current = 0;
  let read = false;
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    if (word === '' || word === 'and') continue;
    const value = values.get(word);
    if (value !== undefined) current += value;
    else if (word === 'hundred' && read) current *= 100;
    else if (word === 'thousand' && read) {
      total += current * 1000;
      current = 0;
    } else return null;
    read = true;
  }
  return read ? total + current : null;
}

/** The year that `words` spell ("two thousand twenty", "nineteen ninety-nine"), null if they spell none. */
export function yearOf(words: string): number | null {
  const split = /^(eighteen|nineteen|twenty)[\s-]+(?!hundred)(.+)$/i.exec(words.trim());
  const century = split?.[1] === undefined ? null : numberOf(split[1]);
  const rest = split?.[2] === undefined ? null : numberOf(split[2]);
  const year = century !== null && rest !== null && rest < 100 ? century * 100 + rest : numberOf(words);
  return year !== null && year >= 1600 && year < 2200 ? year : null;
}

/** The day that an ordinal spells ("first", "twenty-third"), null if it spells none. */
export function dayOf(words: string): number | null {
  const parts = words.toLowerCase().split(/[\s-]+/);
  const last = ordinals.get(parts.at(-1) ?? '');
  if (last === undefined) return null;
  if (parts.length === 1) return last;
  const ten = values.get(parts[0] ?? '');
  return parts.length === 2 && (ten === 20 || ten === 30) && last < 10 ? ten + last : null;
}

/** Whether a word can be the last of a number in words. */
export function isNumberWord(word: string): boolean {
  const lower = word.toLowerCase();
  return values.has(lower) || lower === 'hundred' || lower === 'thousand';
}
