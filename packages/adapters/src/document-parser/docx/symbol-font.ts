import { symbolSign, wingdingsSign } from '../symbol-signs.ts';

/** Whether a font draws signs of its own in place of letters. */
export function isSymbolFont(font: string | undefined): font is string {
  return font !== undefined && /^(?:symbol|wingdings)$/i.test(font.trim());
}

/**
 * The character that a code of a symbol font shows; fonts put their codes at U+F000. Codes of other fonts stay as
 * they are, unknown ones and those of private use are left out.
 */
export function symbolText(code: number, font: string | undefined): string {
  const inFont = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (isSymbolFont(font) && inFont <= 0xff) {
    return (/wingdings/i.test(font) ? wingdingsSign(inFont) : symbolSign(inFont)) ?? '';
  }
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xf8ff);
  return isCharacter ? String.fromCodePoint(code) : '';
}

/**
 * Text written in a symbol font. A longer text in plain letters keeps them: programs that lack the font show it so,
 * and it is more often a slip than a row of signs.
 */
export function symbolFontText(text: string, font: string): string {
  const isShort = text.trim().length <= 2;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isLetter = isShort && code > 0x20 && code < 0x7f;
    const isSign = (code > 0x7f && code <= 0xff) || (code >= 0xf000 && code <= 0xf0ff);
    return isLetter || isSign ? symbolText(code, font) || (isLetter ? character : '') : character;
  }).join('');
}
