import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Passage, selectSentences } from './select-sentences.ts';

const text = [
  'This Supply Agreement is made between Alpha Corp. and Beta Inc. and sets out how goods are sold.',
  'This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio.',
  'Either party may terminate this Agreement for convenience upon thirty (30) days prior written notice.',
  'The fee for each unit is $25.00, payable within ten days of the invoice.',
  'Goods are packed in boxes and shipped by rail to the warehouse in Columbus.',
].join(' ');
const passages: Passage[] = [
  { documentId: 'd', chunkId: 'c1', start: 100, content: text },
  {
    documentId: 'd',
    chunkId: 'c2',
    start: 100 + text.indexOf('Either'),
    content: text.slice(text.indexOf('Either')),
  },
];

describe('selectSentences', () => {
  it.each([
    ["Which state's law governs the agreement?", 'governed by and construed'],
    ['Can a party terminate without cause by giving notice?', 'terminate this Agreement for convenience'],
    ['How much is the fee for each unit?', '$25.00'],
    ['To which warehouse are goods shipped by rail?', 'Columbus'],
  ])('finds the answer to %s', (question, expected) => {
    const [best] = selectSentences(question, passages);
    expect(best?.quote).toContain(expected);
  });

  it('quotes exactly, with offsets into the document, and nothing twice', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 8 }), fc.nat({ max: 1 }), (question, threshold) => {
        const found = selectSentences(`${question} terminate notice law`, passages, {
          most: 3,
          threshold: threshold / 10,
        });
        for (const { start, end, quote } of found) expect(text.slice(start - 100, end - 100)).toBe(quote);
        expect(new Set(found.map(({ start }) => start)).size).toBe(found.length);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(found.map(({ score }) => score)).toEqual(
          found.map(({ score }) => score).sort((a, b) => b - a),
        );
      }),
    );
  });

  it.each([
    'What insurance must a party carry?',
    'Who is the chief cook?',
    'May books be audited?',
    '',
    'the of',
  ])('finds nothing for %j', (question) => {
    expect(selectSentences(question, passages)).toEqual([]);
  });

  it('finds nothing in no passages', () => {
    expect(selectSentences('Which law governs?', [])).toEqual([]);
  });
});
