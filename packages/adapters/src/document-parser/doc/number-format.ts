import { cardinalWords, ordinal, ordinalWords, repeatedLetter, roman } from '../numerals.ts';

/** A number as Word prints it by its format code ([MS-OSHARED] 2.2.1.3 MSONFC); unknown formats in arabic digits. */
export function formatNumber(value: number, format: number): string {
  switch (format) {
    case 1:
      return roman(value).toUpperCase();
    case 2:
      return roman(value);
    case 3:
      return repeatedLetter(value).toUpperCase();
    case 4:
      return repeatedLetter(value);
    case 5:
      return ordinal(value);
    case 6:
      return cardinalWords(value);
    case 7:
      return ordinalWords(value);
    case 22:
      return String(value).padStart(2, '0');
    case 255:
      return '';
    default:
      return String(value);
  }
}
