import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentSentences } from '../clauses/document-sentences.ts';
import { keywords } from './keywords.ts';
import { sentenceWords } from './sentence-words.ts';
import { summarise } from './summarise.ts';

function read(text: string) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return documentSentences({ text, pages, headings: [] }, [{ start: 0, end: text.length }]);
}

function summaryOf(text: string, title = '', telling: { start: number; end: number }[] = []) {
  const sentences = read(text);
  return summarise(sentences, sentenceWords(sentences), { title, purpose: null, telling, text }).map(
    ({ start, end }) => text.slice(start, end),
  );
}

const filler = [
  'The weather was mild on that day and nobody wore a coat.',
  'A dog crossed the empty street near the old bakery.',
  'Somebody had left a red bicycle leaning against the wall.',
  'The bells rang twice before the shops opened their doors.',
  'Two children were counting the pigeons upon the roof.',
  'A train could be heard far away behind the green hills.',
  'The market sold apples and bread and a little cheese.',
];

test('prefers sentences with words of the title and those told to matter', () => {
  const text = [
    ...filler,
    'The lease of the warehouse runs for five full years.',
    'Nothing else of note took place there later.',
  ].join(' ');
  const start = text.indexOf('Nothing');
  const chosen = summaryOf(text, 'Warehouse Lease', [{ start, end: text.length }]);
  expect(chosen).toContain('The lease of the warehouse runs for five full years.');
  expect(chosen).toContain('Nothing else of note took place there later.');
  expect(chosen.length).toBeLessThanOrEqual(6);
});

test('leaves out sentences that say the same again, header lines and scraps', () => {
  const said = 'The parties agree to the sale of the house in Dover.';
  expect(summaryOf(`${said} ${said} From: a b c d e f g h i j k l m n. Yes.`)).toEqual([said]);
});

test.each([
  'QUAKER CORP. By: /s/ R. Roe Name: R. Roe Title: Vice President and Secretary of the Board.',
  'The employees of the whole business\n3\nmay not be hired by any of the sellers.',
  '3\nemployees of the business may not be hired by any of the sellers at all.',
  'To provide attribution, please cite to "Acme Technologies, Inc. (http://www.example.com)."',
  'Tarrant says that the compact “[e]ach State shall have the right to use the bed of the river.',
  'The seller may not hire any of the employees of the business and the buyer',
])('%j cannot stand in a summary', (sentence) => {
  const good = 'The lease of the warehouse in Dover runs for five full years.';
  expect(summaryOf(`${good}\n\n${sentence}`)).toEqual([good]);
});

test('at most 6 sentences and 1,200 characters, each in the text and in its order', () => {
  const piece = fc.constantFrom(
    ...filler,
    'Short.',
    '\n\n',
    'x'.repeat(500),
    `Long ${'words and more '.repeat(20)}end.`,
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join(' ');
      const chosen = summaryOf(text, 'dog');
      expect(chosen.length).toBeLessThanOrEqual(6);
      expect(chosen.join(' ').length).toBeLessThanOrEqual(1200);
      let from = 0;
      for (const each of chosen) {
        from = text.indexOf(each, from);
        expect(from).toBeGreaterThanOrEqual(0);
        from += each.length;
      }
    }),
  );
});

test('keywords are frequent telling phrases, defined terms first', () => {
  const text =
    'The turbine blade failed. A turbine blade was replaced. The Widget broke. The agreement is an agreement.';
  const found = keywords(sentenceWords(read(text)), ['Widget']);
  expect(found).toContain('turbine blade');
  expect(found).toContain('widget');
  expect(found).not.toContain('agreement');
  expect(found).not.toContain('turbine');
});

test('long sentences make a summary of fewer than 6', () => {
  const animals = ['zebra', 'lion', 'tiger', 'camel', 'horse', 'panda'];
  const text = animals
    .map((name) => `The ${Array.from({ length: 30 }, (_, at) => `${name}${at}`).join(' ')} ran.`)
    .join(' ');
  const chosen = summaryOf(text);
  expect(chosen.length).toBeGreaterThan(2);
  expect(chosen.join(' ').length).toBeLessThanOrEqual(1200);
  expect(chosen.join(' ').length).toBeGreaterThan(700);
});

test('12 keywords at most', () => {
  const text = Array.from({ length: 40 }, (_, at) => `Zebra${'abcdefghij'.charAt(at % 10)}${at} stood still.`)
    .join(' ')
    .repeat(2);
  expect(keywords(sentenceWords(read(text)), [])).toHaveLength(12);
});
