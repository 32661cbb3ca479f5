import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlights } from './highlights.ts';

describe('highlights', () => {
  it('are the sentences that hold a word of the query, in any inflection', () => {
    const content =
      'The lease ends in May. Rent is due monthly. Either party may terminate it. Nothing else.';
    expect(highlights(content, 'When does termination of the lease happen?')).toEqual([
      'The lease ends in May.',
      'Either party may terminate it.',
    ]);
  });

  it('are at most three, at most 150 characters long, and stand in the passage', () => {
    const words = fc.constantFrom(
      'notice',
      'rent',
      'of',
      'a',
      'agreement.',
      'terminated',
      '🙂',
      'x'.repeat(40),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 200 }), (list) => {
        const content = list.join(' ');
        const found = highlights(content, 'notice of termination');
        expect(found.length).toBeLessThanOrEqual(3);
        for (const each of found) {
          expect(each.length).toBeLessThanOrEqual(150);
          // A surrogate pair may be cut at an end, and nothing else may differ.
          expect(content).toContain(each.replace(/^\ufffd|\ufffd$/g, ''));
        }
      }),
    );
  });

  it('prefer the sentences that say most of what was asked', () => {
    const content =
      'Termination is in Article 8. A charge may be due. Early notice helps. The early termination charge is two fees.';
    expect(highlights(content, 'early termination charge')).toEqual([
      'Termination is in Article 8.',
      'A charge may be due.',
      'The early termination charge is two fees.',
    ]);
  });
});
