import chardet from 'chardet';
import { strangeShare } from './encoding-plausibility.ts';
import { linesBeyondAscii } from './encoding-sample.ts';

/** Supersets that the web reads in place of a standard (WHATWG Encoding); others go by their own name. */
const webNames: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-8': 'windows-1255',
  'ISO-8859-9': 'windows-1254',
  'KOI8-R': 'koi8-u',
};
/** Encodings that the statistics know nothing of, and what they are taken to be as likely as. */
const withoutStatistics = [
  ['macintosh', ['windows-1252']],
  ['x-mac-cyrillic', ['windows-1251']],
  ['ibm866', []],
  ['windows-874', []],
] as const;
/** How much the statistics must speak for another encoding than windows-1252, and for one that they do not know. */
const HEAD_START = 0.15;
const LIKELIHOOD_WITHOUT_STATISTICS = 0.15;
/** A share of strange characters counts against an encoding so many times. */
const WEIGHT_OF_STRANGENESS = 2;

/**
 * The likeliest encoding, by WHATWG name, of bytes that are not Unicode: statistics of letters and characters
 * (chardet, after ICU), weighed against how much of the text would be strange. Short Western text is windows-1252.
 */
export function legacyEncoding(bytes: Uint8Array): string {
  const sample = linesBeyondAscii(bytes);
  const likelihoods = new Map<string, number>([['windows-1252', 0]]);
  for (const { name, confidence } of chardet.analyse(sample)) {
    const encoding = webNames[name] ?? name.toLowerCase();
    if (/^(?:utf|ascii|iso-2022)/.test(encoding)) continue;
    likelihoods.set(encoding, Math.max(confidence / 100, likelihoods.get(encoding) ?? 0));
  }
  for (const [encoding, relatives] of withoutStatistics) {
    const best = Math.max(
      LIKELIHOOD_WITHOUT_STATISTICS,
      ...relatives.map((name) => likelihoods.get(name) ?? 0),
    );
    likelihoods.set(encoding, Math.max(best - 0.05, likelihoods.get(encoding) ?? 0));
  }
  let [best, bestScore] = ['windows-1252', -Infinity];
  for (const [encoding, likelihood] of likelihoods) {
    const strangeness = strangeShare(new TextDecoder(encoding).decode(sample));
    const headStart = encoding === 'windows-1252' ? HEAD_START : 0;
    const score = likelihood + headStart - WEIGHT_OF_STRANGENESS * strangeness;
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}
