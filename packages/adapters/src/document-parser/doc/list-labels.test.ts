import { expect, test } from 'vitest';
import { formatNumber } from './number-format.ts';
import { readDoc } from './read-doc.ts';
import { makeDoc } from './testing/make-doc.ts';
import { type LevelInput, listTable, listUseTable, styleSheet } from './testing/make-tables.ts';

const clauses: LevelInput[] = [
  { format: 1, template: 'Article \0.' },
  { format: 0, template: '\0.\x01', legal: true },
  { format: 4, template: '(\x02)' },
  { format: 23, template: '\uf0b7' },
];

/** Paragraphs with the use of a list (0 for none) and a level. */
function read(
  items: readonly (readonly [text: string, use: number, level: number])[],
  uses: Parameters<typeof listUseTable>[0] = [{ list: 7 }],
): string {
  const table = listTable(7, clauses);
  let at = 0;
  const paragraphs = items.map(([text, use, level]) => {
    const start = at;
    at += text.length + 1;
    return { start, end: at, properties: [0, 0, 0x0b, 0x46, use, 0, 0x0a, 0x26, level] };
  });
  return readDoc(
    makeDoc({
      stories: { body: items.map(([text]) => `${text}\r`).join('') },
      paragraphs,
      tables: { lists: table.head, listUses: listUseTable(uses) },
      trailing: { lists: table.levels },
    }),
  ).extracted.text;
}

test('automatic numbers stand before their paragraphs and start anew below the next number', () => {
  const text = read([
    ['Term', 1, 0],
    ['Start', 1, 1],
    ['End', 1, 1],
    ['early', 1, 2],
    ['late', 1, 2],
    ['plain', 0, 0],
    ['Fee', 1, 0],
    ['Due', 1, 1],
    ['point', 1, 3],
  ]);
  expect(text.split('\n\n')).toEqual([
    'Article I. Term',
    '1.1 Start',
    '1.2 End',
    '(a) early',
    '(b) late',
    'plain',
    'Article II. Fee',
    '2.1 Due',
    '• point',
  ]);
});

test('another use counts on, unless it sets where it starts', () => {
  const items = [
    ['a', 1, 0],
    ['b', 2, 0],
    ['c', 2, 0],
  ] as const;
  expect(read(items, [{ list: 7 }, { list: 7 }])).toBe('Article I. a\n\nArticle II. b\n\nArticle III. c');
  expect(read(items, [{ list: 7 }, { list: 7, startAt: 5 }])).toBe(
    'Article I. a\n\nArticle V. b\n\nArticle VI. c',
  );
});

test('a style can bring the list', () => {
  const table = listTable(7, clauses);
  const styles = styleSheet([
    { identifier: 0 },
    { identifier: 1, base: 0, paragraph: [0x0b, 0x46, 1, 0] },
    { identifier: 2, base: 1, paragraph: [0x0a, 0x26, 1] },
  ]);
  const { extracted } = readDoc(
    makeDoc({
      stories: { body: 'Term\rStart\r' },
      paragraphs: [
        { start: 0, end: 5, properties: [1, 0] },
        { start: 5, end: 11, properties: [2, 0] },
      ],
      tables: { styleSheet: styles, lists: table.head, listUses: listUseTable([{ list: 7 }]) },
      trailing: { lists: table.levels },
    }),
  );
  expect(extracted.headings.map(({ level, title }) => [level, title])).toEqual([
    [1, 'Article I. Term'],
    [2, '1.1 Start'],
  ]);
});

test('a paragraph whose list is missing has no number', () => {
  expect(read([['text', 9, 0]])).toBe('text');
});

test.each([
  [4, 1, 'IV'],
  [1999, 2, 'mcmxcix'],
  [28, 3, 'BB'],
  [26, 4, 'z'],
  [12, 5, '12th'],
  [21, 6, 'Twenty-one'],
  [20, 7, 'Twentieth'],
  [32, 7, 'Thirty-second'],
  [7, 22, '07'],
  [7, 255, ''],
  [-3, 1, '-3'],
])('%i in the format %i is %s', (value, format, expected) => {
  expect(formatNumber(value, format)).toBe(expected);
});
