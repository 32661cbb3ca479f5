import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from './number-format.ts';

describe('formatNumber', () => {
  it.each([
    ['decimal', 12, '12'],
    ['decimalZero', 7, '07'],
    ['upperRoman', 1994, 'MCMXCIV'],
    ['lowerRoman', 4, 'iv'],
    ['lowerLetter', 26, 'z'],
    ['lowerLetter', 28, 'bb'],
    ['upperLetter', 53, 'AAA'],
    ['ordinal', 1, '1st'],
    ['ordinal', 12, '12th'],
    ['ordinal', 112, '112th'],
    ['ordinal', 23, '23rd'],
    ['cardinalText', 342, 'Three hundred forty-two'],
    ['ordinalText', 1, 'First'],
    ['ordinalText', 12, 'Twelfth'],
    ['ordinalText', 20, 'Twentieth'],
    ['ordinalText', 21, 'Twenty-first'],
    ['hex', 255, 'FF'],
    ['chicago', 6, '††'],
    ['numberInDash', 3, '- 3 -'],
    ['decimalEnclosedCircle', 3, '③'],
    ['chineseCounting', 21, '二十一'],
    ['none', 3, ''],
    ['unknown', 3, '3'],
  ])('prints as %s: %i is %s', (format, value, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });

  it('prints Roman numbers that sum up to the value', () => {
    const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (value) => {
        const digits = [...formatNumber(value, 'lowerRoman')].map((sign) => values[sign] ?? 0);
        const sum = digits.reduce(
          (total, digit, at) => total + (digit < (digits[at + 1] ?? 0) ? -digit : digit),
          0,
        );
        expect(sum).toBe(value);
      }),
    );
  });

  it('stays short for any number', () => {
    const formats = [
      'upperRoman',
      'lowerLetter',
      'chicago',
      'cardinalText',
      'ordinalText',
      'chineseCounting',
    ];
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom(...formats), (value, format) => {
        const { length } = formatNumber(value, format);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThan(100);
      }),
    );
  });
});
