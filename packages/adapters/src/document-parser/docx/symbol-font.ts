/** Adobe's Symbol encoding from 0x20 to 0x7e and from 0xa1 to 0xfe; U+FFFD marks parts of tall brackets. */
const symbolLow =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const symbolHigh =
  'ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';
/** The signs of Wingdings that documents are written with: boxes, ticks, bullets, arrows, numbers in circles. */
const wingdings: ReadonlyMap<number, string> = new Map([
  [0x21, '✏'],
  [0x22, '✂'],
  [0x28, '☎'],
  [0x2a, '✉'],
  [0x36, '⌛'],
  [0x46, '☞'],
  [0x4a, '☺'],
  [0x4c, '☹'],
  [0x6c, '●'],
  [0x6d, '❍'],
  [0x6e, '■'],
  [0x6f, '☐'],
  [0x70, '☐'],
  [0x71, '❑'],
  [0x72, '❒'],
  [0x73, '⬧'],
  [0x74, '⧫'],
  [0x75, '◆'],
  [0x76, '❖'],
  [0x77, '⬥'],
  [0x78, '☒'],
  [0x9e, '·'],
  [0x9f, '•'],
  [0xa1, '○'],
  [0xa7, '▪'],
  [0xa8, '☐'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe1, '↑'],
  [0xe2, '↓'],
  [0xe8, '➔'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

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
    const known = /wingdings/i.test(font) ? wingding(inFont) : adobeSymbol(inFont);
    return known === '\ufffd' ? '' : (known ?? '');
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

function adobeSymbol(code: number): string | undefined {
  if (code >= 0x20 && code <= 0x7e) return symbolLow[code - 0x20];
  if (code === 0xa0) return '€';
  return symbolHigh[code - 0xa1];
}

function wingding(code: number): string | undefined {
  if (code === 0x20) return ' ';
  if (code >= 0x81 && code <= 0x8a) return String.fromCodePoint(0x2460 + code - 0x81);
  if (code >= 0x8c && code <= 0x95) return String.fromCodePoint(0x2776 + code - 0x8c);
  return wingdings.get(code);
}
