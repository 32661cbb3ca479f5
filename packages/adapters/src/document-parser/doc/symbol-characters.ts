import { FILLER } from './character-decoder.ts';

/** The encoding of the font Symbol, from 0x20 and from 0xa0. */
const SYMBOL_LOW =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const SYMBOL_HIGH = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪';
/** Bullets, arrows and boxes of the font Wingdings. */
const wingdings = new Map<number, string>([
  [0x28, '☎'],
  [0x2a, '✉'],
  [0x6c, '●'],
  [0x6e, '■'],
  [0x6f, '☐'],
  [0x71, '❑'],
  [0x72, '❒'],
  [0x75, '◆'],
  [0x76, '❖'],
  [0x9f, '•'],
  [0xa7, '▪'],
  [0xa8, '☐'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe8, '➔'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

/** The Unicode character that a symbol font shows for a code (0 to 255); FILLER where it has none. */
export function symbolCharacter(fontName: string | undefined, code: number): string {
  if (fontName?.startsWith('Wingdings') === true) return wingdings.get(code) ?? FILLER;
  const character = code >= 0xa0 ? SYMBOL_HIGH[code - 0xa0] : SYMBOL_LOW[code - 0x20];
  return character ?? (code < 0x20 ? String.fromCharCode(code) : FILLER);
}

/** Replaces the characters of symbol fonts, which Word 97 stores in the private use area. */
export function withoutPrivateSymbols(fontName: string | undefined, text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (character) =>
    symbolCharacter(fontName, character.charCodeAt(0) - 0xf000),
  );
}
