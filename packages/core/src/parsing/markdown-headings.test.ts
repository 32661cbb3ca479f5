import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownHeadings } from './markdown-headings.ts';

function titles(text: string): string[] {
  return markdownHeadings(text).map(({ level, title }) => `${level} ${title}`);
}

test.each([
  ['# One\n\ntext\n\n## Two ##\n', ['1 One', '2 Two']],
  ['Title\n=====\n\nPart\n---\n', ['1 Title', '2 Part']],
  ['### C# and F#\r\n', ['3 C# and F#']],
  ['   # indented', ['1 indented']],
  ['    # code', []],
  ['#no-space', []],
  ['####### seven', []],
  ['#', []],
  ['```\n# comment\n```\n# Real', ['1 Real']],
  ['~~~~ sh\n# comment\n~~~\n# still code\n~~~~\n# Real', ['1 Real']],
  ['```\n# never closed', []],
  ['text\n\n---\n', []],
  ['two lines\nof text\n---\n', []],
  ['- item\n---\n', []],
  ['> quoted\n---\n', []],
  ['---\ntitle: Terms\n---\n# Real', ['1 Real']],
  ['# a\u2028b', ['1 a\u2028b']],
])('%j has the headings %j', (text, expected) => {
  expect(titles(text)).toEqual(expected);
});

test('offsets point at the lines of the heading', () => {
  const text = 'x\r\n# One\r\ny\n\nTwo\n===\n';
  const headings = markdownHeadings(text);
  expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual(['# One', 'Two\n===']);
});

test('headings come in order, within the text, and hold their title', () => {
  const piece = fc.constantFrom(
    '# A',
    '## B b ##',
    'T',
    '===',
    '---',
    '```',
    '~~~',
    'text ',
    '\n',
    '\r\n',
    '    ',
    '#',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { start, end, title } of markdownHeadings(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toContain(title);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1000 },
  );
});
