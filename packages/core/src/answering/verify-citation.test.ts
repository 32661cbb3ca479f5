import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyCitation } from './verify-citation.ts';

const text = 'First page.\nSecond page.\nLast';
const pages = [
  { page: 1, start: 0, end: 11, source: 'text' as const },
  { page: 2, start: 12, end: 24, source: 'text' as const },
  { page: 3, start: 25, end: 25, source: 'blank' as const },
  { page: 4, start: 25, end: 29, source: 'ocr' as const },
];

describe('verifyCitation', () => {
  it('gives the pages of the first and the last character', () => {
    const cite = (start: number, end: number) =>
      verifyCitation({ text, pages }, { start, end, quote: text.slice(start, end) });
    expect(cite(0, 5)).toMatchObject({ page: 1, pageTo: 1, quote: 'First' });
    expect(cite(6, 18)).toMatchObject({ page: 1, pageTo: 2 });
    expect(cite(12, 24)).toMatchObject({ page: 2, pageTo: 2 });
    expect(cite(19, 29)).toMatchObject({ page: 2, pageTo: 4 });
  });

  it('accepts exactly the slices of the text', () => {
    const range = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }));
    fc.assert(
      fc.property(range, fc.boolean(), ([start, end], changed) => {
        const quote = changed ? `${text.slice(start, end)}x` : text.slice(start, end);
        const valid = !changed && start < end && end <= text.length;
        expect(verifyCitation({ text, pages }, { start, end, quote }) !== null).toBe(valid);
      }),
    );
  });

  it.each([
    [-4, 29, 'Last'],
    [0.5, 5, 'First'],
    [0, Number.NaN, ''],
    [3, 3, ''],
    [0, 5, 'first'],
  ])('refuses %d to %d as %j', (start, end, quote) => {
    expect(verifyCitation({ text, pages }, { start, end, quote })).toBeNull();
  });

  it('refuses text on no page', () => {
    expect(verifyCitation({ text, pages: [] }, { start: 0, end: 5, quote: 'First' })).toBeNull();
  });
});
