import { symbolSign, wingdingsSign } from '../symbol-signs.ts';
import { FILLER } from './character-decoder.ts';

/** The Unicode character that a symbol font shows for a code (0 to 255); FILLER where it has none. */
export function symbolCharacter(fontName: string | undefined, code: number): string {
  if (fontName?.startsWith('Wingdings') === true) return wingdingsSign(code) ?? FILLER;
  return symbolSign(code) ?? (code < 0x20 ? String.fromCharCode(code) : FILLER);
}

/** Replaces the characters of symbol fonts, which Word 97 stores in the private use area. */
export function withoutPrivateSymbols(fontName: string | undefined, text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (character) =>
    symbolCharacter(fontName, character.charCodeAt(0) - 0xf000),
  );
}
