import { describe, expect, it } from 'vitest';
import { conceptsBySign, conceptsIn, contentStems, words } from './concept-index.ts';
import { legalConcepts } from './legal-concepts.ts';

function names(text: string): string[] {
  return [...conceptsIn(contentStems(text)).keys()].map((number) => legalConcepts[number]?.name ?? '');
}

describe('conceptsIn', () => {
  it.each([
    ['This Agreement shall be construed in accordance with the laws of the State of Texas.', 'governing-law'],
    ['Neither party may assign this Agreement.', 'assignment'],
    ['in no event shall aggregate liability exceed the fees paid', 'liability-cap'],
    ['shall renew automatically for successive one-year periods', 'renewal'],
    ['inspect the books and records', 'audit'],
    ['terminate this Agreement for convenience', 'termination-for-convenience'],
  ])('sees in %j: %s', (text, name) => {
    expect(names(text)).toContain(name);
  });

  it('sees nothing in other matters', () => {
    expect(names('The cat sat on the mat while it rained.')).toEqual([]);
  });
});

describe('legalConcepts', () => {
  it('have distinct names, signs that can be found and words for full text', () => {
    expect(new Set(legalConcepts.map(({ name }) => name)).size).toBe(legalConcepts.length);
    for (const [number, { name, words: expansions }] of legalConcepts.entries()) {
      const signs = [...conceptsBySign.values()].filter((numbers) => numbers.includes(number));
      expect(signs.length, name).toBeGreaterThan(0);
      expect(expansions.length, name).toBeGreaterThan(2);
    }
  });
});

describe('words', () => {
  it('parts at hyphens and takes possessive endings off', () => {
    expect(words("The Licensor's non-exclusive, 2.5% fee")).toEqual([
      'the',
      'licensor',
      'non',
      'exclusive',
      '2',
      '5',
      'fee',
    ]);
  });
});
