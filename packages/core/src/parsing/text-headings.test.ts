import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textHeadings } from './text-headings.ts';
import { textLines } from './text-lines.ts';

function titles(text: string): string[] {
  return textHeadings([...textLines(text)]).map(({ level, title }) => `${level} ${title}`);
}

test.each([
  ['ARTICLE IV\n\nText follows.', ['1 ARTICLE IV']],
  [
    'ARTICLE IV - TERM AND TERMINATION\n\n4.1 Term. It lasts.',
    ['1 ARTICLE IV - TERM AND TERMINATION', '2 4.1 Term'],
  ],
  ['ARTICLE I\n\nText.\n\n4. Notices. To be sent.', ['1 ARTICLE I', '2 4. Notices']],
  ['12. TERMINATION\n\nEither party may leave.', ['1 12. TERMINATION']],
  ['12. TERMINATION. Either party may leave.', ['1 12. TERMINATION']],
  ['Section 2.1 Grant of License. The Licensor grants.', ['2 Section 2.1 Grant of License']],
  ['Text.\n\n7.2.1 Fees and Expenses: The fees are these.', ['3 7.2.1 Fees and Expenses']],
  ['EXHIBIT A\n\nThe list', ['1 EXHIBIT A']],
  ['Text before.\n\nCONFIDENTIALITY\n\nText after.', ['1 CONFIDENTIALITY']],
])('%j has the headings %j', (text, expected) => {
  expect(titles(text)).toEqual(expected);
});

test.each([
  ['a reference to a section', 'as provided in\nSection 2.1 of this Agreement'],
  ['a sentence that begins with one', 'Section 2.1 of this Agreement shall survive.'],
  ['a numbered sentence', '1. The parties agree to meet.'],
  ['a company after a number', '1. Acme Inc. shall deliver.'],
  ['a company in capitals', 'Text.\n\nACME HOLDINGS, INC.\n\nText.'],
  ['a signature block', 'Text.\n\nBY: JOHN SMITH\n\nText.'],
  ['an entry of a table of contents', 'ARTICLE I DEFINITIONS ........ 3'],
  ['a list of numbered names', '1. Alpha Road\n2. Beta Road\n3. Gamma Road\n4. Delta Road'],
  ['capitals in the middle of a paragraph', 'the words\nAS IS AND WITHOUT WARRANTY\nshall apply'],
  [
    'a running header',
    'One.\n\nSOME AGREEMENT\n\nTwo.\n\nSOME AGREEMENT\n\nThree.\n\nSOME AGREEMENT\n\nFour.',
  ],
  ['an amount', '2.5 Million Dollars 300'],
])('%s is no heading', (_, text) => {
  expect(titles(text)).toEqual([]);
});

test('type size and weight make a heading of capitals that stand close to the text', () => {
  const text = 'Body text of the page.\n\nTERM\nIt lasts for a year.';
  const [first, blank, title, body] = [...textLines(text)];
  if (!first || !blank || !title || !body) throw new Error('four lines expected');
  const lines = (size: number, bold: boolean) => [
    { ...first, fontSizePoints: 10 },
    blank,
    { ...title, fontSizePoints: size, bold },
    { ...body, fontSizePoints: 10 },
  ];
  expect(textHeadings(lines(10, false))).toEqual([]);
  expect(textHeadings(lines(14, false))).toEqual([{ start: 24, end: 28, level: 1, title: 'TERM' }]);
  expect(textHeadings(lines(10, true))).toHaveLength(1);
});

test('headings come in order and hold their title, white space apart', () => {
  const piece = fc.constantFrom(
    'ARTICLE I',
    '1. ',
    '2.1 ',
    'Section 3 ',
    'TERM',
    'Notices',
    '. ',
    ' ',
    'and ',
    'text ',
    '\n',
    '\n\n',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { start, end, title } of textHeadings([...textLines(text)])) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end).replace(/\s+/g, ' ')).toBe(title);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1000 },
  );
});
