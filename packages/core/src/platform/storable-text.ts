// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g;

/**
 * What a file says of itself, fit to be stored: PostgreSQL takes neither U+0000 nor unpaired surrogates, in text
 * or in JSON. Other control characters go too; at most `longest` characters stay.
 */
export function storableText(text: string, longest = 1000): string {
  return text.replace(unusable, '').slice(0, longest).toWellFormed();
}

/** A time of the years 1 to 9999 as ISO 8601; null for any other, which PostgreSQL and clients would not read. */
export function storableTime(time: string | null): string | null {
  if (time === null || !/^\d{4}-/.test(time) || time.startsWith('0000')) return null;
  return Number.isNaN(Date.parse(time)) ? null : time;
}
