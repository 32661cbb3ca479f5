import { isSymbolFont, symbolFontText, symbolText } from './symbol-font.ts';
import type { Attributes } from './xml-reader.ts';

/** The text of elements that stand for characters; undefined for others. */
export function characterOf(name: string, attributes: Attributes): string | undefined {
  switch (name) {
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
    case 'a:br':
      return '\n';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:sym':
      return symbolText(Number.parseInt(attributes['w:char'] ?? '', 16) || 0, attributes['w:font']);
    // Formulas are written on a line: 1/2, x^2, a_1.
    case 'm:den':
      return '/';
    case 'm:sup':
      return '^';
    case 'm:sub':
      return '_';
    default:
      return undefined;
  }
}

/** The font of a run if it is one of signs. */
export function symbolFontOf(attributes: Attributes): string | undefined {
  return [attributes['w:ascii'], attributes['w:hAnsi']].find(isSymbolFont);
}

/**
 * A `w:t` as it shows: line breaks of the source are blanks, or nothing at the ends unless `preserved`
 * (`xml:space`); soft hyphens and control characters of the word processor do not show.
 */
export function shownText(text: string, isPreserved: boolean, symbolFont: string | undefined): string {
  let shown = text;
  if (/[\r\n]/.test(shown)) shown = (isPreserved ? shown : shown.trim()).replace(/[\r\n]+\s*/g, ' ');
  shown = shown.replaceAll('\u00ad', '');
  return symbolFont === undefined ? shown : symbolFontText(shown, symbolFont);
}
