import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { expect, test } from 'vitest';
import { evidenceAt } from './locate-evidence.ts';

const text = 'One two.\nThree four.\nFive six.';
const pages: ExtractedText['pages'] = [
  { page: 1, start: 0, end: 8, source: 'text' },
  { page: 2, start: 9, end: 20, source: 'text' },
  { page: 3, start: 21, end: 30, source: 'text' },
];
const extracted: ExtractedText = { text, pages, headings: [] };

test('gives the page on which the words start, and the one on which they end', () => {
  expect(evidenceAt(extracted, 4, 8)).toEqual({ page: 1, start: 4, end: 8, quote: 'two.' });
  expect(evidenceAt(extracted, 9, 14)).toEqual({ page: 2, start: 9, end: 14, quote: 'Three' });
  expect(evidenceAt(extracted, 15, 25)).toEqual({
    page: 2,
    pageTo: 3,
    start: 15,
    end: 25,
    quote: 'four.\nFive',
  });
});

test('leaves white space at the ends out, also where it is all that stands on a page', () => {
  expect(evidenceAt(extracted, 8, 15)).toEqual({ page: 2, start: 9, end: 14, quote: 'Three' });
  expect(evidenceAt(extracted, 9, 21)).toEqual({ page: 2, start: 9, end: 20, quote: 'Three four.' });
});

test('stays inside of the text', () => {
  expect(evidenceAt(extracted, -5, 3)).toMatchObject({ start: 0, quote: 'One' });
  expect(evidenceAt(extracted, 26, 99)).toMatchObject({ page: 3, end: 30, quote: 'six.' });
});
