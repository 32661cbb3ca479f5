import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutContent } from './cut-content.ts';

function textOf(pages: readonly string[]): ExtractedText {
  let start = 0;
  const placed = pages.map((text, index) => {
    const page = { page: index + 1, start, end: start + text.length, source: 'text' as const };
    start = page.end + 1;
    return page;
  });
  return { text: pages.join('\n'), pages: placed, headings: [] };
}

it('gives all the text, once and in order, in answers that keep the limit', () => {
  const page = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(
      fc.array(page, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 200, max: 600 }),
      (list, maxBytes) => {
        const extracted = textOf(list);
        const texts = list.map(() => '');
        let [nextPage, nextOffset]: [number | null, number | null] = [1, null];
        for (let answers = 0; nextPage !== null; answers += 1) {
          expect(answers).toBeLessThan(1000);
          const part: ReturnType<typeof cutContent> = cutContent(extracted, {
            firstPage: nextPage,
            lastPage: list.length,
            fromOffset: nextOffset ?? 0,
            withBoxes: false,
            maxBytes,
          });
          expect(Buffer.byteLength(JSON.stringify(part.pages))).toBeLessThanOrEqual(maxBytes);
          for (const { page: number, start, end, text } of part.pages) {
            expect(text).toBe(extracted.text.slice(start, end));
            expect(text.isWellFormed()).toBe(true);
            texts[number - 1] += text;
          }
          ({ nextPage, nextOffset } = part);
        }
        expect(texts).toEqual(list);
      },
    ),
  );
});

it('gives only the boxes that stand in the part', () => {
  const text = 'x'.repeat(400);
  const box = { x: 0, y: 0, width: 1, height: 0.1 };
  const boxes = [
    { ...box, start: 0, end: 50 },
    { ...box, start: 50, end: 400 },
  ];
  const extracted: ExtractedText = {
    text,
    headings: [],
    pages: [{ page: 1, start: 0, end: 400, source: 'text', boxes }],
  };
  const options = { firstPage: 1, lastPage: 1, fromOffset: 0, withBoxes: true };
  expect(cutContent(extracted, { ...options, maxBytes: 10_000 }).pages[0]?.boxes).toHaveLength(2);
  expect(cutContent(extracted, { ...options, maxBytes: 300 }).pages[0]?.boxes).toEqual([boxes[0]]);
});
