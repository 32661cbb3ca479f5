const WESTERN = 'windows-1252';

/** By the lower ten bits of a Windows language identifier; languages that are not listed are Western. */
const byLanguage = new Map<number, string>([
  ...languages('windows-1250', 0x05, 0x0e, 0x15, 0x18, 0x1a, 0x1b, 0x1c, 0x24, 0x42),
  ...languages('windows-1251', 0x02, 0x19, 0x22, 0x23, 0x2f, 0x3f, 0x40, 0x44, 0x50),
  ...languages('windows-1253', 0x08),
  ...languages('windows-1254', 0x1f, 0x2c, 0x43),
  ...languages('windows-1255', 0x0d),
  ...languages('windows-1256', 0x01, 0x20, 0x29),
  ...languages('windows-1257', 0x25, 0x26, 0x27),
  ...languages('windows-1258', 0x2a),
  ...languages('windows-874', 0x1e),
  ...languages('shift_jis', 0x11),
  ...languages('euc-kr', 0x12),
  ...languages('gbk', 0x04),
]);
/** Taiwan, Hong Kong, Macao. */
const TRADITIONAL_CHINESE = new Set([0x0404, 0x0c04, 0x1404]);
/** Serbian and Azeri, Uzbek in Cyrillic. */
const CYRILLIC_VARIANTS = new Set([0x0c1a, 0x1c1a, 0x082c, 0x0843]);

/** By the character set of a Windows font; the Western one (0), the default (1) and symbols (2) tell nothing. */
const byFontCharset = new Map<number, string>([
  [77, 'macintosh'],
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gbk'],
  [136, 'big5'],
  [161, 'windows-1253'],
  [162, 'windows-1254'],
  [163, 'windows-1258'],
  [177, 'windows-1255'],
  [178, 'windows-1256'],
  [186, 'windows-1257'],
  [204, 'windows-1251'],
  [222, 'windows-874'],
  [238, 'windows-1250'],
]);

function languages(encoding: string, ...identifiers: number[]): [number, string][] {
  return identifiers.map((identifier) => [identifier, encoding]);
}

/** The encoding (WHATWG label) that Windows used for a language. */
export function encodingOfLanguage(languageId: number): string {
  if (TRADITIONAL_CHINESE.has(languageId)) return 'big5';
  if (CYRILLIC_VARIANTS.has(languageId)) return 'windows-1251';
  return byLanguage.get(languageId & 0x3ff) ?? WESTERN;
}

/** The encoding of a font's characters, where its character set tells. */
export function encodingOfFont(charset: number): string | undefined {
  return byFontCharset.get(charset);
}
