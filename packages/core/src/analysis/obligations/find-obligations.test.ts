import { expect, test } from 'vitest';
import { documentSentences } from '../clauses/document-sentences.ts';
import { findObligations } from './find-obligations.ts';

function obligationsOf(content: string) {
  const pages = [{ page: 1, start: 0, end: content.length, source: 'text' as const }];
  const text = { text: content, pages, headings: [] };
  return findObligations(text, documentSentences(text, [{ start: 0, end: content.length }]));
}

test.each([
  [
    'The Buyer shall pay each invoice within thirty (30) days of receipt.',
    'Buyer',
    'duty',
    'within thirty (30) days of receipt',
  ],
  ['Licensee, at its own expense, shall maintain complete books and records.', 'Licensee', 'duty', null],
  [
    'Neither party shall disclose the terms of this Agreement to anybody.',
    'Neither party',
    'prohibition',
    null,
  ],
  ['If Seller fails to deliver the goods, Buyer may not withhold any payment.', 'Buyer', 'condition', null],
  ['Each of the Parties agrees to keep the Information confidential.', 'Each of the Parties', 'duty', null],
  [
    'The indemnified party shall promptly notify the indemnifying party of it.',
    'indemnified party',
    'duty',
    'promptly',
  ],
  [
    'All fees shall be paid by the Customer on or before March 31, 2021.',
    'Customer',
    'duty',
    'on or before March 31, 2021',
  ],
  [
    'You must submit the form no later than the close of business on Friday.',
    'You',
    'duty',
    'no later than the close of business on Friday',
  ],
  ['ACME Corp. undertakes to train the staff of the Distributor every year.', 'ACME Corp.', 'duty', null],
])('%s', (sentence, party, kind, deadline) => {
  expect(obligationsOf(sentence)).toMatchObject([{ party, kind, deadline, description: sentence }]);
});

test.each([
  'This Agreement shall be governed by the laws of the State of Ohio.',
  '"Products" shall mean the goods that are listed in the Exhibit hereto.',
  'The obligations of Licensee shall survive the end of this Agreement.',
  'The Company was founded in 1990 and sells goods in many countries.',
])('%s binds nobody', (sentence) => {
  expect(obligationsOf(sentence)).toEqual([]);
});

test('items of a list are bound by the words that lead it, and both are quoted', () => {
  const found = obligationsOf('The Agent shall not:\n\n(a) sell any rival goods in the whole Territory.');
  expect(found).toMatchObject([{ party: 'Agent', kind: 'prohibition' }]);
  expect(found[0]?.evidence.map(({ quote }) => quote)).toEqual([
    'The Agent shall not:',
    '(a) sell any rival goods in the whole Territory.',
  ]);
});

test('a long sentence is shortened where a clause ends, with the duty in it', () => {
  const found = obligationsOf(
    `In the event of ${'some very unusual thing or other '.repeat(8)}, Seller shall repair the goods.`,
  );
  expect(found[0]?.description).toBe('Seller shall repair the goods.');
});

test('keeps the 50 most telling ones, those with a deadline first', () => {
  const plain = 'The Seller shall keep all of the goods dry and clean. '.repeat(80);
  const found = obligationsOf(`${plain}The Buyer shall pay the price within ten (10) days of delivery.`);
  expect(found).toHaveLength(50);
  expect(found[0]?.party).toBe('Buyer');
});

test.each([
  'A User must be at least 13 years of age to open an account with us.',
  'The Agency shall follow the rights given by the first amendment to the Constitution.',
  'The Buyer shall pay the whole of the price in immediately available funds.',
  'Seller shall not hire any employee whose employment was terminated at least six months prior to the offer.',
])('%s sets no deadline', (sentence) => {
  expect(obligationsOf(sentence)).toMatchObject([{ deadline: null }]);
});

test('in capitals only words for people name who is bound', () => {
  const waived =
    'THE PARTIES WAIVE ANY OBJECTION TO THE VENUE OF ANY PROCEEDING IN SUCH COURTS AND IRREVOCABLY WAIVE AND AGREE NOT TO PLEAD IT.';
  expect(obligationsOf(waived)).toEqual([]);
  expect(obligationsOf('THE LICENSEE SHALL NOT COPY ANY PART OF THE SOFTWARE.')).toMatchObject([
    { party: 'LICENSEE', kind: 'prohibition' },
  ]);
});
