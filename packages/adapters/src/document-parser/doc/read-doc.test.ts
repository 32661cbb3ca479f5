import { expect, test } from 'vitest';
import { FileRejection } from '../file-rejection.ts';
import { readDoc } from './read-doc.ts';
import { type DocInput, makeContainer, makeDoc, uint16, uint32 } from './testing/make-doc.ts';
import { fontTable, styleSheet, summaryInformation } from './testing/make-tables.ts';

const DELETED = [0x00, 0x08, 1];

function text(input: DocInput): string {
  return readDoc(makeDoc(input)).extracted.text;
}

function rejection(bytes: Uint8Array): FileRejection {
  try {
    readDoc(bytes);
  } catch (error) {
    if (error instanceof FileRejection) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

test('pieces of one and of two bytes a character make one text', () => {
  const body = 'Caf\xe9 \x93one\x94 \u0416\u65e5\u{1f600} end\r';
  const narrow = body.indexOf('\u0416');
  const pieces = [
    { characters: narrow },
    { characters: 4, wide: true },
    { characters: body.length - narrow - 4 },
  ];
  expect(text({ stories: { body }, pieces })).toBe('Café “one” Ж日😀 end');
});

test('Word 97 stores Western characters in single bytes, whatever the language', () => {
  expect(text({ stories: { body: '\x80 \x96 \xe9\r' }, languageId: 0x0419 })).toBe('€ – é');
});

test('marks of Word become plain characters, anchors nothing', () => {
  const body = 'a\x0bb\x1ec\x1fd\xa0e\x02\x05\x01\x08f\x0cnext\x0elast\r';
  expect(text({ stories: { body } })).toBe('a\nb\u2011c\u00add\u00a0ef\n\nnext\n\nlast');
});

test('of a field the result is kept, of nested ones the outer result', () => {
  const link = '\x13 HYPERLINK "http://example.test" \x14the site\x15';
  const nested = `\x13 IF \x13 PAGE \x141\x15 = 2 "no" \x14yes ${link}\x15`;
  expect(text({ stories: { body: `See ${link}, ${nested} and \x13 ADVANCE \x15so on\r` } })).toBe(
    'See the site, yes the site and so on',
  );
});

test('a button shows what stands in its instruction', () => {
  const body =
    'Name: \x13 MACROBUTTON NoMacro [Click here]\x15, \x13MACROBUTTON X \x13 PAGE \x147\x15\x15.\r';
  expect(text({ stories: { body } })).toBe('Name: [Click here], 7.');
});

test('a field that never ends hides nothing', () => {
  expect(text({ stories: { body: 'Before \x13after.\rEnd\x15.\r' } })).toBe('Before .');
  expect(text({ stories: { body: 'Before \x13after.\rMore.\r' } })).toBe('Before after.\n\nMore.');
});

test('the parts of a document stand in reading order, equal headers once', () => {
  const stories = {
    body: 'Body\r',
    footnotes: '\x02 Footnote\r',
    headers: '\x03\r\x04\rHead\rFoot\rHead\rFirst\rLast\r',
    comments: '\x05Comment\r',
    endnotes: '\x02 Endnote\r',
    textBoxes: 'Box\r',
    headerTextBoxes: 'Header box\r',
  };
  // Six separators, then two sections of six: even and odd header, even and odd footer, first header and footer.
  const positions = [0, 2, 4, 4, 4, 4, 4, 4, 9, 9, 14, 14, 14, 14, 19, 19, 19, 25, 30, 30];
  const headerStories = Buffer.concat(positions.map(uint32));
  expect(text({ stories, tables: { headerStories } })).toBe(
    ['Head', 'First', 'Header box', 'Body', 'Box', 'Footnote', 'Endnote', 'Comment', 'Foot', 'Last'].join(
      '\n\n',
    ),
  );
});

test('headers without a table of headers follow the rest', () => {
  expect(text({ stories: { body: 'Body\r', headers: 'Head\r' } })).toBe('Body\n\nHead');
});

test('text that was deleted under tracked changes is gone, hidden text stays', () => {
  const body = 'The fee is ten twenty dollars.\rSecret.\r';
  const characters = [
    { start: 11, end: 15, properties: DELETED },
    { start: 31, end: 38, properties: [0x3c, 0x08, 1] },
  ];
  expect(text({ stories: { body }, characters })).toBe('The fee is twenty dollars.\n\nSecret.');
  const pieces = [{ characters: body.length, wide: true }];
  expect(text({ stories: { body }, pieces, characters })).toBe('The fee is twenty dollars.\n\nSecret.');
});

test('a fast save marks a whole piece as deleted', () => {
  const body = 'one two three\r';
  const packedModifier = (65 << 1) | (1 << 8);
  const pieces = [{ characters: 4 }, { characters: 4, packedModifier }, { characters: 6 }];
  expect(text({ stories: { body }, pieces })).toBe('one three');
});

test('symbols are what their font shows', () => {
  const fonts = fontTable([
    { name: 'Times', charset: 0 },
    { name: 'Symbol', charset: 2 },
    { name: 'Wingdings', charset: 2 },
  ]);
  const body = '( ( \uf061 \uf0fe\r';
  const characters = [
    { start: 0, end: 1, properties: [0x09, 0x6a, 1, 0, 0x57, 0xf0] },
    { start: 2, end: 3, properties: [0x09, 0x6a, 2, 0, 0x6f, 0xf0] },
    { start: 6, end: 7, properties: [0x4f, 0x4a, 2, 0] },
  ];
  const pieces = [{ characters: body.length, wide: true }];
  expect(text({ stories: { body }, pieces, characters, tables: { fonts } })).toBe('Ω ☐ α ☑');
});

test('headings are what heading styles and those built on them make', () => {
  const styles = styleSheet([
    { identifier: 0 },
    { identifier: 1 },
    { identifier: 0xffe, base: 1 },
    { identifier: 0xffe, base: 0, paragraph: [0x40, 0x26, 2] },
    { identifier: 0xffe, base: 1, paragraph: [0x40, 0x26, 9] },
  ]);
  const body = 'One\rTwo\rThree\rFour\rPlain\r';
  const starts = [0, 4, 8, 14];
  const paragraphs = starts.map((start, index) => ({
    start,
    end: [4, 8, 14, 19][index] ?? 0,
    properties: [index + 1, 0],
  }));
  const { extracted } = readDoc(makeDoc({ stories: { body }, paragraphs, tables: { styleSheet: styles } }));
  expect(extracted.headings).toEqual([
    { start: 0, end: 3, level: 1, title: 'One' },
    { start: 5, end: 8, level: 1, title: 'Two' },
    { start: 10, end: 15, level: 3, title: 'Three' },
  ]);
});

test('without heading styles the lines tell the headings', () => {
  const { headings } = readDoc(makeDoc({ stories: { body: 'ARTICLE I\rThe parties agree.\r' } })).extracted;
  expect(headings).toEqual([{ start: 0, end: 9, level: 1, title: 'ARTICLE I' }]);
});

test('the title comes from the properties, in their code page, if it says something', () => {
  const title = (summary: Buffer) => readDoc(makeDoc({ stories: { body: 'x\r' }, summary })).title;
  expect(title(summaryInformation(Buffer.from('Lease  Agreement')))).toBe('Lease Agreement');
  expect(title(summaryInformation(Buffer.from([0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0]), 1251))).toBe(
    'Договор',
  );
  expect(title(summaryInformation(Buffer.from('Microsoft Word - Document1')))).toBeNull();
  expect(title(Buffer.alloc(60, 0xff))).toBeNull();
});

test('documents with a password are encrypted', () => {
  const encrypted = makeDoc({ stories: { body: 'x\r' }, flags: 0x0100 });
  expect(rejection(encrypted).code).toBe('encrypted');
  expect(rejection(makeContainer({ EncryptedPackage: Buffer.alloc(5000) })).code).toBe('encrypted');
});

test.each([
  ['Workbook', 'Excel'],
  ['PowerPoint Document', 'PowerPoint'],
  ['__properties_version1.0', 'Outlook'],
  ['VisioDocument', 'Visio'],
])('a container with %s is an unsupported type, named', (stream, name) => {
  const found = rejection(makeContainer({ [stream]: Buffer.alloc(100, 1) }));
  expect(found.code).toBe('unsupported_type');
  expect(found.message).toContain(name);
});

test('Word 2 is an unsupported type, a container without a document is corrupt', () => {
  expect(rejection(Buffer.concat([uint16(0xa5db), Buffer.alloc(600)])).code).toBe('unsupported_type');
  expect(rejection(makeDoc({ stories: { body: 'x\r' }, version: 45 })).code).toBe('unsupported_type');
  expect(rejection(makeContainer({ Other: Buffer.alloc(100) })).code).toBe('corrupt');
  expect(rejection(Buffer.from('no document')).code).toBe('corrupt');
});

test('a document without text is blank', () => {
  const { text: read, pages } = readDoc(makeDoc({ stories: { body: '\r' } })).extracted;
  expect(read).toBe('');
  expect(pages).toEqual([{ page: 1, start: 0, end: 0, source: 'blank' }]);
});
