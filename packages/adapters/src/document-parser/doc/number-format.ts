const romans: readonly (readonly [value: number, letters: string])[] = [
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
const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const irregularOrdinals = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
]);
const MAX_LETTERED = 780;

/** A number as Word prints it by its format code ([MS-OSHARED] 2.2.1.3 MSONFC); unknown formats in arabic digits. */
export function formatNumber(value: number, format: number): string {
  switch (format) {
    case 1:
      return roman(value).toUpperCase();
    case 2:
      return roman(value);
    case 3:
      return letters(value).toUpperCase();
    case 4:
      return letters(value);
    case 5:
      return `${value}${ordinalEnding(value)}`;
    case 6:
      return capitalized(words(value));
    case 7:
      return capitalized(ordinalWords(value));
    case 22:
      return String(value).padStart(2, '0');
    case 255:
      return '';
    default:
      return String(value);
  }
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [step, sign] of romans) {
    text += sign.repeat(Math.floor(rest / step));
    rest %= step;
  }
  return text;
}

/** a to z, then aa, bb ... */
function letters(value: number): string {
  if (value < 1 || value > MAX_LETTERED) return String(value);
  const letter = String.fromCharCode(97 + ((value - 1) % 26));
  return letter.repeat(Math.ceil(value / 26));
}

function ordinalEnding(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}

function words(value: number): string {
  if (value < 0 || value > 99) return String(value);
  if (value < 20) return units[value] ?? '';
  const ten = tens[Math.floor(value / 10) - 2] ?? '';
  return value % 10 === 0 ? ten : `${ten}-${units[value % 10]}`;
}

function ordinalWords(value: number): string {
  if (value < 0 || value > 99) return `${value}${ordinalEnding(value)}`;
  return words(value).replace(
    /[a-z]+$/,
    (last) => irregularOrdinals.get(last) ?? `${last.replace(/y$/, 'ie')}th`,
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
