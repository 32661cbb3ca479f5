import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableText, storableTime } from './storable-text.ts';

describe('storableText', () => {
  it('keeps words, and drops what no database takes', () => {
    expect(storableText('Re: Léase\u0000 \u001b[2J\ud800 of 2 🍿')).toBe('Re: Léase [2J\ufffd of 2 🍿');
  });

  it('is well formed without U+0000, and not too long, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const stored = storableText(text, 20);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toContain('\0');
        expect(stored.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('storableTime', () => {
  it.each([
    ['2020-02-03T10:00:00.000Z', '2020-02-03T10:00:00.000Z'],
    ['+010000-01-01T04:00:00.000Z', null],
    ['-000001-01-01T04:00:00.000Z', null],
    ['0000-01-01T00:00:00.000Z', null],
    ['2020-99-99T00:00:00.000Z', null],
    [null, null],
  ])('%s', (time, expected) => {
    expect(storableTime(time)).toBe(expected);
  });
});
