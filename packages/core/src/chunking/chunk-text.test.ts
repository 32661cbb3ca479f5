import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chunk, type ChunkOptions, chunkText, defaultChunkOptions } from './chunk-text.ts';

function plain(text: string): ExtractedText {
  return { text, pages: [{ page: 1, start: 0, end: text.length, source: 'text' }], headings: [] };
}

function expectSound(text: string, chunks: readonly Chunk[], options: ChunkOptions): void {
  let covered = 0;
  for (const [index, chunk] of chunks.entries()) {
    const previous = chunks[index - 1];
    expect(chunk.ordinal).toBe(index);
    expect(text.slice(chunk.start, chunk.end)).toBe(chunk.content);
    expect(chunk.content.length).toBeLessThanOrEqual(options.sizeChars);
    expect(chunk.content).toBe(chunk.content.trim());
    expect(chunk.content).not.toBe('');
    expect(text.slice(covered, chunk.start).trim()).toBe('');
    expect(chunk.end).toBeGreaterThan(covered);
    if (previous) {
      expect(chunk.start).toBeGreaterThan(previous.start);
      expect(previous.end - chunk.start).toBeLessThanOrEqual(options.overlapChars);
    }
    covered = chunk.end;
  }
  expect(text.slice(covered).trim()).toBe('');
}

function expectWholeWords(text: string, chunks: readonly Chunk[], sizeChars: number): void {
  for (const { start, end } of chunks) {
    for (const cut of [start, end]) {
      if (cut === 0 || cut === text.length) continue;
      const left = text.slice(0, cut).match(/\S*$/)?.[0] ?? '';
      const right = text.slice(cut).match(/^\S*/)?.[0] ?? '';
      const afterTerminator = /[。！？]["'”’)\]}»]*$/.test(left);
      if (left !== '' && right !== '' && !afterTerminator)
        expect(left.length + right.length).toBeGreaterThan(sizeChars);
    }
  }
}

const pieces = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    ' ',
    '\n',
    '\n\n',
    '\r\n\r\n',
    '   ',
    '. ',
    '." ',
    'Inc. ',
    '1. ',
    '。',
    '\u00a0',
    '\ufeff',
  ),
  fc.lorem({ mode: 'sentences', maxCount: 4 }),
  fc.nat({ max: 300 }).map((count) => 'x'.repeat(count)),
  fc.nat({ max: 120 }).map((count) => '👩‍👩‍👧'.repeat(count)),
  fc.nat({ max: 300 }).map((count) => ' \n'.repeat(count)),
);
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
const optionSets = fc
  .tuple(fc.integer({ min: 2, max: 400 }), fc.nat({ max: 399 }))
  .map(([sizeChars, overlap]) => ({ sizeChars, overlapChars: Math.min(overlap, sizeChars - 1) }));

describe('chunkText', () => {
  it('covers any text with exact slices within the limits', () => {
    fc.assert(
      fc.property(texts, optionSets, (text, options) => {
        const chunks = chunkText(plain(text), options);
        expectSound(text, chunks, options);
        expectWholeWords(text, chunks, options.sizeChars);
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(texts, (text) => expectSound(text, chunkText(plain(text)), defaultChunkOptions)));
  });

  it('cuts no surrogate pair and, in a long run, no short grapheme', () => {
    const family = '👩‍👩‍👧';
    const chunks = chunkText(plain(family.repeat(500)), { sizeChars: 100, overlapChars: 20 });
    expect(chunks.every((chunk) => chunk.content.length % family.length === 0)).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 600 }), (text) => {
        for (const { content } of chunkText(plain(text), { sizeChars: 50, overlapChars: 10 })) {
          expect(content.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('prefers the end of a paragraph, then of a sentence, then of a word', () => {
    const options = { sizeChars: 60, overlapChars: 0 };
    const contents = (text: string) => chunkText(plain(text), options).map((chunk) => chunk.content);
    const sentence = 'The fee of Acme Inc. is due in May.';
    expect(contents(`${sentence}\n\nThe term is one year. It renews itself yearly.`)[0]).toBe(sentence);
    expect(contents(`${sentence} The term is one year which renews itself.`)[0]).toBe(sentence);
    expect(contents('word '.repeat(40))[0]).toBe(
      'word word word word word word word word word word word word',
    );
  });

  it('starts the overlap at a sentence', () => {
    const text = 'Alpha beta gamma delta epsilon. Short one. Another sentence follows here and is long.';
    const [first, second] = chunkText(plain(text), { sizeChars: 50, overlapChars: 20 });
    expect(first?.content).toBe('Alpha beta gamma delta epsilon. Short one.');
    expect(second?.content.startsWith('Short one. Another')).toBe(true);
  });

  it('names the pages of the first and the last character', () => {
    const pageTexts = ['a'.repeat(30), '', 'b'.repeat(30), 'c'.repeat(30)];
    let offset = 0;
    const pages = pageTexts.map((text, index) => {
      const page = { page: index + 1, start: offset, end: offset + text.length, source: 'text' as const };
      offset = page.end + 1;
      return page;
    });
    const extracted = { text: pageTexts.join('\n'), pages, headings: [] };
    const found = chunkText(extracted, { sizeChars: 62, overlapChars: 0 });
    expect(found.map(({ pageFrom, pageTo }) => [pageFrom, pageTo])).toEqual([
      [1, 3],
      [4, 4],
    ]);
  });

  it('gives the headings in force where a chunk starts', () => {
    const text = 'One\n\nbody of one\n\nOne A\n\nbody of one a\n\nTwo\n\nbody of two';
    const headings = [
      { start: 0, end: 3, level: 1, title: 'One' },
      { start: 18, end: 23, level: 2, title: 'One A' },
      { start: 40, end: 43, level: 1, title: 'Two' },
    ];
    const extracted = { ...plain(text), headings };
    const found = chunkText(extracted, { sizeChars: 20, overlapChars: 0 });
    expect(found.map((chunk) => chunk.headingPath)).toEqual([['One'], ['One', 'One A'], ['Two']]);
  });

  it('makes nothing of white space and refuses impossible sizes', () => {
    expect(chunkText(plain(' \n\u00a0\n '))).toEqual([]);
    expect(chunkText(plain(''))).toEqual([]);
    expect(() => chunkText(plain('a'), { sizeChars: 100, overlapChars: 100 })).toThrow(RangeError);
    expect(() => chunkText(plain('a'), { sizeChars: 1, overlapChars: 0 })).toThrow(RangeError);
  });

  it.each(['. ', 'x', '\n', ' \n', '." ', 'a. b '])('takes linear time on %j without end', (unit) => {
    const cost = (length: number) => {
      const text = unit.repeat(length / unit.length);
      const before = process.cpuUsage();
      expectTotal(chunkText(plain(text)), text);
      const used = process.cpuUsage(before);
      return used.user + used.system;
    };
    cost(200_000);
    expect(cost(1_600_000)).toBeLessThan(Math.max(1_500_000, 40 * cost(200_000)));
  });
});

function expectTotal(chunks: readonly Chunk[], text: string): void {
  expect(chunks.at(-1)?.end ?? 0).toBe(text.trimEnd().length);
}
