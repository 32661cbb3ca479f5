import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine, phraseAround, wordsAfter, wordsBefore } from './text-window.ts';

test('reads the words around an offset in lower case on one line', () => {
  const text = 'The “Term”\n of this Lease’s   first year';
  expect(wordsBefore(text, text.indexOf('first'), 22)).toBe('m" of this lease\'s ');
  expect(wordsAfter(text, 4, 12)).toBe('"term" of t');
});

test('takes the sentence around a finding', () => {
  const text = 'Before it. The lease ends on May 1, 2020 at noon. After it.';
  const at = text.indexOf('May');
  const { start, end } = phraseAround(text, at, at + 11);
  expect(text.slice(start, end)).toBe('The lease ends on May 1, 2020 at noon.');
});

test('cuts a long sentence at blanks to 300 characters that hold the finding', () => {
  const text = `${'word '.repeat(200)}FINDING ${'word '.repeat(200)}`;
  const at = text.indexOf('FINDING');
  const { start, end } = phraseAround(text, at, at + 7);
  expect(oneLine(text.slice(start, end))).toMatch(/^word .* FINDING .* word$/);
  expect(end - start).toBeLessThanOrEqual(300);
});

test('holds the finding and stays inside of any text', () => {
  const range = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 900 }), fc.nat(900), fc.nat(200));
  fc.assert(
    fc.property(range, ([text, from, length]) => {
      const start = Math.min(from, text.length);
      const end = Math.min(text.length, start + length);
      const phrase = phraseAround(text, start, end);
      expect(phrase.start).toBeGreaterThanOrEqual(0);
      expect(phrase.end).toBeLessThanOrEqual(text.length);
      expect(phrase.start).toBeLessThanOrEqual(start);
      expect(phrase.end).toBeGreaterThanOrEqual(end);
      expect(phrase.end - phrase.start).toBeLessThanOrEqual(300);
    }),
  );
});
