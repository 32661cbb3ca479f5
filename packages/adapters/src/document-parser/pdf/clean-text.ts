// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x1f\x7f-\x9f\ufffe\uffff]/;
const everyUnusable = new RegExp(unusable, 'g');
/** The bullet of a symbol font, whose place 0xB7 or 0xF0B7 stands for another character elsewhere; no word is one. */
const symbolBullet = /[ï\uf0b7]/;
const everySymbolBullet = /(?<!\S)[ï\uf0b7](?!\S)/g;

/**
 * The characters that no text can use are dropped, tabs become blanks, unpaired surrogates U+FFFD, bullets of symbol
 * fonts bullets.
 */
export function cleanText(raw: string): string {
  const usable = unusable.test(raw) ? raw.replace(/[\t\v\f]/g, ' ').replace(everyUnusable, '') : raw;
  const shown = symbolBullet.test(usable) ? usable.replace(everySymbolBullet, '•') : usable;
  return shown.toWellFormed();
}

/** The length of what `cleanText` makes of it, without making it. */
export function cleanLength(raw: string): number {
  return unusable.test(raw) ? cleanText(raw).length : raw.length;
}
