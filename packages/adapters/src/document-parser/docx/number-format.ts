const romanSigns: readonly (readonly [value: number, sign: string])[] = [
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
const chicagoSigns = ['*', '†', '‡', '§'];
const russianLetters = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const chineseDigits = '〇一二三四五六七八九';
const onesWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tensWords = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** A number as `w:numFmt` prints it (ECMA-376, part 1, 17.18.59); formats that are not known print as decimals. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperLetter':
      return repeatedLetter(value, 'abcdefghijklmnopqrstuvwxyz').toUpperCase();
    case 'lowerLetter':
      return repeatedLetter(value, 'abcdefghijklmnopqrstuvwxyz');
    case 'russianUpper':
      return repeatedLetter(value, russianLetters).toUpperCase();
    case 'russianLower':
      return repeatedLetter(value, russianLetters);
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`;
    case 'cardinalText':
      return capitalized(words(value));
    case 'ordinalText':
      return capitalized(ordinalWords(value));
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'chicago':
      return (chicagoSigns[(value - 1) % 4] ?? '*').repeat(Math.min(20, Math.ceil(value / 4)));
    case 'numberInDash':
      return `- ${value} -`;
    case 'decimalEnclosedParen':
      return `(${value})`;
    case 'decimalEnclosedFullstop':
      return `${value}.`;
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'ideographDigital':
      return chinese(value);
    default:
      return String(value);
  }
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [amount, sign] of romanSigns) {
    while (rest >= amount) {
      text += sign;
      rest -= amount;
    }
  }
  return text;
}

/** After z comes aa, then bb. */
function repeatedLetter(value: number, letters: string): string {
  if (value < 1) return String(value);
  const letter = letters[(value - 1) % letters.length] ?? '';
  return letter.repeat(Math.min(30, Math.ceil(value / letters.length)));
}

function ordinalEnding(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return (teen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th';
}

function words(value: number): string {
  if (value < 0 || value > 999_999) return String(value);
  if (value < 20) return onesWords[value] ?? '';
  if (value < 100) return joined(tensWords[Math.floor(value / 10)] ?? '', value % 10, '-');
  if (value < 1000) return joined(`${words(Math.floor(value / 100))} hundred`, value % 100, ' ');
  return joined(`${words(Math.floor(value / 1000))} thousand`, value % 1000, ' ');
}

function joined(head: string, rest: number, separator: string): string {
  return rest === 0 ? head : `${head}${separator}${words(rest)}`;
}

function ordinalWords(value: number): string {
  return words(value).replace(/[a-z]+$/, (last) => {
    const irregular = irregularOrdinals[last];
    if (irregular) return irregular;
    return last.endsWith('y') ? `${last.slice(0, -1)}ieth` : last.endsWith('t') ? `${last}h` : `${last}th`;
  });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Up to 99, as clauses need it: 十一, 二十. */
function chinese(value: number): string {
  if (value < 0 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return chineseDigits[ones] ?? '';
  return `${tens > 1 ? chineseDigits[tens] : ''}十${ones > 0 ? chineseDigits[ones] : ''}`;
}
