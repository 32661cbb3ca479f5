import { expect, test } from 'vitest';
import { readDoc } from './read-doc.ts';
import { type DocInput, makeDoc, makeWordStreams } from './testing/make-doc.ts';
import { fontTable, styleSheet } from './testing/make-tables.ts';

function text(input: Omit<DocInput, 'generation'>): string {
  return readDoc(makeDoc({ ...input, generation: 'word6' })).extracted.text;
}

function latin1(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('latin1');
}

const russian = latin1([0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0]);

test('plain and complex documents are read, in a container or without', () => {
  const stories = { body: 'Caf\xe9 \x93one\x94\r', footnotes: '\x02Note\r' };
  expect(text({ stories, plain: true })).toBe('Café “one”\n\nNote');
  expect(text({ stories, pieces: [{ characters: 3 }, { characters: 14 }], version: 104 })).toBe(
    'Café “one”\n\nNote',
  );
  expect(
    readDoc(makeWordStreams({ stories, plain: true, generation: 'word6' }).document).extracted.text,
  ).toBe('Café “one”\n\nNote');
});

test.each([
  ['Russian', 0x0419, [0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0], 'Договор'],
  ['Czech', 0x0405, [0xf8, 0xe8, 0x9e], 'řčž'],
  ['Greek', 0x0408, [0xd3, 0xfd, 0xec], 'Σύμ'],
  ['Japanese', 0x0411, [0x83, 0x65, 0x83, 0x58, 0xb1, 0x41], 'テスｱA'],
  ['Chinese', 0x0804, [0xba, 0xcf, 0xcd, 0xac], '合同'],
  ['Taiwanese', 0x0404, [0xa6, 0x58, 0xac, 0xf9], '合約'],
  ['Korean', 0x0412, [0xb0, 0xe8], '계'],
])('%s documents are in the code page of their language', (_, languageId, bytes, expected) => {
  expect(text({ stories: { body: `${latin1(bytes)}\r` }, plain: true, languageId })).toBe(expected);
});

test('characters of two bytes keep the parts of the text apart', () => {
  const stories = { body: `${latin1([0x83, 0x65, 0x83, 0x58])}\r`, footnotes: '\x02Note\r' };
  expect(text({ stories, plain: true, languageId: 0x0411 })).toBe('テス\n\nNote');
});

test('text of two bytes a character holds codes before Unicode', () => {
  const body = '\u8365\u8358A\r';
  const input: DocInput = {
    stories: { body },
    pieces: [{ characters: 4, wide: true }],
    plain: true,
    flags: 0x1000,
  };
  expect(text({ ...input, languageId: 0x0411 })).toBe('テスA');
  const pieces = [
    { characters: 1, wide: true },
    { characters: 3, wide: true },
  ];
  expect(text({ ...input, languageId: 0x0411, plain: false, pieces })).toBe('テスA');
});

test('a high byte that a code page of one byte has no use for is ignored', () => {
  const input: DocInput = {
    stories: { body: 'Ann\u1092s\r' },
    pieces: [{ characters: 6, wide: true }],
    flags: 0x1000,
  };
  expect(text(input)).toBe('Ann’s');
});

test('the font of a run, else of its style, tells the code page before the language does', () => {
  const fonts = fontTable(
    [
      { name: 'Times New Roman', charset: 0 },
      { name: 'Times New Roman Cyr', charset: 204 },
      { name: 'Symbol', charset: 2 },
    ],
    'word6',
  );
  const styles = styleSheet(
    [{ identifier: 0 }, { identifier: 0xffe, base: 0, characters: [93, 1, 0] }],
    'word6',
  );
  const body = `\xe9 ${russian} \xb7\r${russian}\r`;
  const characters = [
    { start: 2, end: 9, properties: [93, 1, 0] },
    { start: 10, end: 11, properties: [93, 2, 0] },
  ];
  const paragraphs = [
    { start: 0, end: 12, properties: [0, 0] },
    { start: 12, end: 20, properties: [1, 0] },
  ];
  expect(text({ stories: { body }, characters, paragraphs, tables: { fonts, styleSheet: styles } })).toBe(
    'é Договор •\n\nДоговор',
  );
});

test('deleted text, symbols, tables and heading styles are read by their old codes', () => {
  const fonts = fontTable([{ name: 'Symbol', charset: 2 }], 'word6');
  const body = 'Title\rold new (\ra\x07b\x07\x07';
  const characters = [
    { start: 6, end: 10, properties: [65, 1] },
    { start: 14, end: 15, properties: [74, 3, 0, 0, 0xd3] },
  ];
  const paragraphs = [
    { start: 0, end: 6, properties: [1, 0] },
    { start: 16, end: 18, properties: [0, 0, 24, 1] },
    { start: 18, end: 20, properties: [0, 0, 24, 1] },
    { start: 20, end: 21, properties: [0, 0, 21, 0, 0, 24, 1, 25, 1] },
  ];
  const bytes = makeDoc({
    stories: { body },
    characters,
    paragraphs,
    tables: { fonts },
    generation: 'word6',
  });
  const { extracted } = readDoc(bytes);
  expect(extracted.text).toBe('Title\n\nnew ©\n\na\tb');
  expect(extracted.headings).toEqual([{ start: 0, end: 5, level: 1, title: 'Title' }]);
});
