import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentSentences } from './document-sentences.ts';

function textOf(text: string, headings: { start: number; end: number; title: string }[] = []) {
  return {
    text,
    pages: [{ page: 1, start: 0, end: text.length, source: 'text' as const }],
    headings: headings.map((each) => ({ ...each, level: 1 })),
  };
}

function read(text: string, headings: { start: number; end: number; title: string }[] = []) {
  return documentSentences(textOf(text, headings), [{ start: 0, end: text.length }]);
}

test('sentences carry the heading above them, which is no sentence itself', () => {
  const text = 'Term\nIt runs for a year.\nLaw\nOhio law governs.';
  const headings = [
    { start: 0, end: 4, title: 'Term' },
    { start: 25, end: 28, title: 'Law' },
  ];
  const found = read(text, headings);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
    'It runs for a year.',
    'Ohio law governs.',
  ]);
  expect(found.map(({ heading }) => heading?.title)).toEqual(['Term', 'Law']);
});

test('items of a list are read together with the words that lead it', () => {
  const text = 'The Agent shall not:\n\n(a) sell rival goods.\n\n(b) hire staff.\n\nThe Agent may resign.';
  const found = read(text);
  expect(found.map(({ words }) => words)).toEqual([
    'the agent shall not:',
    'the agent shall not: (a) sell rival goods.',
    'the agent shall not: (b) hire staff.',
    'the agent may resign.',
  ]);
  expect(text.slice(found[2]?.lead?.start, found[2]?.lead?.end)).toBe('The Agent shall not:');
});

test('tables of contents are no sentences, sentences on several lines are', () => {
  expect(read('1.1 Terms\n1.2 Goods\n1.3 Prices\n\nIt rains.').map(({ words }) => words)).toEqual([
    'it rains.',
  ]);
  expect(read('Section 16 The Principals ......\n\nIt rains.').map(({ words }) => words)).toEqual([
    'it rains.',
  ]);
  const clause =
    'The Agent agrees to keep all of the\ngoods dry and to hire no\nstaff of the _____ Company in any\nof its shops.';
  expect(read(clause).map(({ words }) => words)).toEqual([clause.toLowerCase().replaceAll('\n', ' ')]);
});

test('words have single blanks, plain quotation marks and hyphens', () => {
  expect(read('The “Non‑Compete”\n  Clause’s end')[0]?.words).toBe('the "non-compete" clause\'s end');
});

test('a long sentence is cut at a semicolon', () => {
  const item = `${'word '.repeat(100)}end`;
  const found = read(`${item}; ${item}; ${item}.`);
  expect(found.length).toBe(3);
  expect(found[0]?.words.endsWith('end;')).toBe(true);
});

test('sentences lie in the ranges, in order, none of more than 800 characters', () => {
  const piece = fc.constantFrom(
    'Shall not: ',
    '(a) b; ',
    'x'.repeat(900),
    '\n\n',
    'A. ',
    '“q” ',
    '\u00ad',
    '😀 ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(500), (pieces, cut) => {
      const text = pieces.join('');
      const end = Math.max(0, text.length - cut);
      let last = 0;
      for (const sentence of documentSentences(textOf(text), [{ start: 0, end }])) {
        expect(sentence.start).toBeGreaterThanOrEqual(last);
        expect(sentence.end - sentence.start).toBeLessThanOrEqual(800);
        expect(sentence.end).toBeGreaterThan(sentence.start);
        last = sentence.end;
      }
      expect(last).toBeLessThanOrEqual(end);
    }),
  );
});
