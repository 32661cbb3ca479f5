import { cardinalWords, ordinal, ordinalWords, repeatedLetter, roman } from '../numerals.ts';

const chicagoSigns = ['*', '†', '‡', '§'];
const russianLetters = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const chineseDigits = '〇一二三四五六七八九';

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
      return repeatedLetter(value).toUpperCase();
    case 'lowerLetter':
      return repeatedLetter(value);
    case 'russianUpper':
      return repeatedLetter(value, russianLetters).toUpperCase();
    case 'russianLower':
      return repeatedLetter(value, russianLetters);
    case 'ordinal':
      return ordinal(value);
    case 'cardinalText':
      return cardinalWords(value);
    case 'ordinalText':
      return ordinalWords(value);
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

/** Up to 99, as clauses need it: 十一, 二十. */
function chinese(value: number): string {
  if (value < 0 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return chineseDigits[ones] ?? '';
  return `${tens > 1 ? chineseDigits[tens] : ''}十${ones > 0 ? chineseDigits[ones] : ''}`;
}
