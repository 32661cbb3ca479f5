// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x1f\x7f-\x9f\ufffe\uffff]/;
const everyUnusable = new RegExp(unusable, 'g');

/** The characters that no text can use are dropped, tabs become blanks, unpaired surrogates U+FFFD. */
export function cleanText(raw: string): string {
  if (!unusable.test(raw)) return raw.toWellFormed();
  return raw
    .replace(/[\t\v\f]/g, ' ')
    .replace(everyUnusable, '')
    .toWellFormed();
}

/** The length of what `cleanText` makes of it, without making it. */
export function cleanLength(raw: string): number {
  return unusable.test(raw) ? cleanText(raw).length : raw.length;
}
