/**
 * Text from elsewhere on one line of a terminal: what would steer the terminal (escape sequences) or turn the
 * order of letters around (Trojan Source, CVE-2021-42574) is replaced, line breaks and tabs become blanks.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
