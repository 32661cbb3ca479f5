import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnreadPage } from '../parsing/parser-port.ts';
import { assembleText } from './assemble-text.ts';
import type { OcrReading } from './ocr-port.ts';
import { readingOf } from './testing/reading.ts';

/** A document as a parser gives it: each line has one box as wide as the page. */
function documentOf(...texts: string[]): ExtractedText {
  let text = '';
  const pages = texts.map((page, index) => {
    if (index > 0) text += '\n';
    const start = text.length;
    text += page;
    if (page === '') return { page: index + 1, start, end: start, source: 'blank' as const };
    let at = start;
    const boxes = page.split('\n').flatMap((line, row) => {
      const box = { start: at, end: at + line.length, x: 0, y: 0.1 + row * 0.03, width: 1, height: 0.02 };
      at += line.length + 1;
      return line === '' ? [] : [box];
    });
    return { page: index + 1, start, end: text.length, source: 'text' as const, boxes };
  });
  return { text, pages, headings: [] };
}

function assemble(
  document: ExtractedText,
  page: number,
  reading: OcrReading,
  reason: UnreadPage['reason'] = 'unread',
) {
  return assembleText(document, new Map([[page, reading]]), [{ page, reason }]);
}

const pageTexts = ({ text, pages }: ExtractedText) => pages.map(({ start, end }) => text.slice(start, end));

test('a scanned page between others is put in, and what follows is moved', () => {
  const document: ExtractedText = {
    ...documentOf('Front', '', 'TERMS\nBack'),
    headings: [{ start: 7, end: 12, level: 1, title: 'TERMS' }],
  };
  const result = assemble(document, 2, readingOf('Recital one', 'goes on', '', '1. Term. It lasts.'));
  expect(pageTexts(result)).toEqual(['Front', 'Recital one\ngoes on\n\n1. Term. It lasts.', 'TERMS\nBack']);
  expect(result.pages.map(({ source }) => source)).toEqual(['text', 'ocr', 'text']);
  expect(result.headings.map(({ start, end }) => result.text.slice(start, end))).toEqual([
    '1. Term',
    'TERMS',
  ]);
  const boxes = result.pages.flatMap(({ boxes = [] }) => boxes);
  expect(boxes.map(({ start, end }) => result.text.slice(start, end))).toEqual([
    'Front',
    'Recital one',
    'goes on',
    '1. Term. It lasts.',
    'TERMS',
    'Back',
  ]);
});

test('a page that shows something of which nothing can be read is told from a blank one', () => {
  const result = assemble(documentOf('Front', ''), 2, readingOf('~/0.3'));
  expect(result.pages[1]).toEqual({ page: 2, start: 6, end: 6, source: 'unread' });
  expect(assembleText(documentOf('Front', ''), new Map(), []).pages[1]?.source).toBe('blank');
});

test('what is read around a stamp and a footer comes in between, and they are not said twice', () => {
  const layer = 'Case 21-1298\n\n\n\nPage 1 of 2';
  const result = assemble(
    documentOf(layer),
    1,
    readingOf('Case 21-1298', 'UNITED STATES', 'of America', '', 'Page 1 0f 2'),
  );
  expect(result.text).toBe('Case 21-1298\n\nUNITED STATES\nof America\n\nPage 1 of 2');
  expect(result.pages[0]?.source).toBe('ocr');
});

test('a layer to which the reading adds nothing stays as it is', () => {
  const document = documentOf('Signed by:');
  expect(assemble(document, 1, readingOf('Signed bv:'))).toEqual(document);
});

const garbled = '7KLV $JUHHPHQW ELQGV WKH SDUWLHV\nDQG WKHLU VXFFHVVRUV';
const clear = ['This Agreement binds the parties', 'and their successors'];

test.each([
  ['replaced by a clear reading', garbled, clear, clear.join('\n'), 'ocr'],
  ['kept where the reading is doubtful', garbled, ['This/0.5 Agreernent/0.6', 'binds/0.7'], garbled, 'text'],
  ['kept where nothing is read', garbled, [], garbled, 'text'],
  [
    'kept where it was right',
    clear.join('\n'),
    ['This Agreement binds the parties', 'and thier successors'],
    clear.join('\n'),
    'text',
  ],
])('a layer that is suspected is %s', (_, layer, lines, expected, source) => {
  const result = assemble(documentOf(layer), 1, readingOf(...lines), 'garbled');
  expect(result.text).toBe(expected);
  expect(result.pages[0]?.source).toBe(source);
});

test('a page without a reading, and one that is not unread, stay as they are', () => {
  const document = documentOf('One', 'Two');
  expect(assembleText(document, new Map(), [{ page: 1, reason: 'unread' }])).toEqual(document);
  expect(assembleText(document, new Map([[1, readingOf('Else')]]), [])).toEqual(document);
});

const line = fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', ' ', 'é', '😀', '~'), maxLength: 12 });
const pageOfLines = fc
  .array(
    line.filter((text) => text === text.trim()),
    { maxLength: 5 },
  )
  .map((lines) => lines.join('\n').trim());
const reading = fc
  .array(fc.tuple(line, fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    maxLength: 6,
  })
  .map(
    (lines): OcrReading => ({
      quarterTurns: 0,
      lines: lines.map(([text, paragraph, confidence], row) => ({
        paragraph,
        words: text.split(' ').map((word, column) => ({
          text: word,
          confidence,
          x: column / 10,
          y: row / 7,
          width: 0.09,
          height: 0.05,
        })),
      })),
    }),
  );

test('whatever is read, pages and boxes lie in order inside the text', () => {
  const cases = fc.array(fc.tuple(pageOfLines, fc.option(reading), fc.constantFrom('unread', 'garbled')), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(cases, (pages) => {
      const document = documentOf(...pages.map(([text]) => text));
      const readings = new Map(
        pages.flatMap(([, read], index) => (read === null ? [] : [[index + 1, read]])),
      );
      const result = assembleText(
        document,
        readings,
        pages.map(([, , reason], index) => ({ page: index + 1, reason })),
      );
      expect(result.pages.map(({ page }) => page)).toEqual(document.pages.map(({ page }) => page));
      let at = 0;
      for (const [index, { start, end, source, boxes = [] }] of result.pages.entries()) {
        expect(result.text.slice(at, start)).toBe(index === 0 ? '' : '\n');
        expect(['blank', 'unread'].includes(source)).toBe(start === end);
        for (const box of boxes) {
          expect(box.start).toBeGreaterThanOrEqual(start);
          expect(box.end).toBeGreaterThan(box.start);
          expect(box.end).toBeLessThanOrEqual(end);
          expect(result.text.slice(box.start, box.end)).toBe(result.text.slice(box.start, box.end).trim());
        }
        at = end;
      }
      expect(at).toBe(result.text.length);
      for (const { start, end } of result.headings) expect(result.text.slice(start, end).trim()).not.toBe('');
    }),
  );
});
