import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLength, cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['a\tb\0c\u0085', 'a bc'],
    ['\ud800x', '\ufffdx'],
    ['ï first ï second \uf0b7', '• first • second •'],
    ['naïve ïle', 'naïve ïle'],
  ])('%j', (raw, expected) => {
    expect(cleanText(raw)).toBe(expected);
  });

  it('has the length that cleanLength tells', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(cleanLength(raw)).toBe(cleanText(raw).length);
      }),
    );
  });
});
