import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileRejection } from '../file-rejection.ts';
import { readDoc } from './read-doc.ts';
import { makeContainer, makeDoc, makeWordStreams, uint16, uint32 } from './testing/make-doc.ts';
import { fontTable, listTable, listUseTable, styleSheet, summaryInformation } from './testing/make-tables.ts';

const list = listTable(7, [{ format: 0, template: '\0.' }]);
const input = {
  stories: {
    body: `Title\r\x13 PAGE \x14Field\x15 result\rcell\x07\x07${'word '.repeat(2000)}\r`,
    headers: 'Head\r',
    textBoxes: 'Box\r',
  },
  characters: [{ start: 6, end: 9, properties: [0x4f, 0x4a, 1, 0] }],
  paragraphs: [
    { start: 0, end: 6, properties: [1, 0, 0x0b, 0x46, 1, 0] },
    { start: 6, end: 40, properties: [0, 0, 0x16, 0x24, 1] },
  ],
  tables: {
    styleSheet: styleSheet([{ identifier: 0 }, { identifier: 1, base: 0 }]),
    fonts: fontTable([
      { name: 'a', charset: 0 },
      { name: 'Symbol', charset: 2 },
    ]),
    lists: list.head,
    listUses: listUseTable([{ list: 7 }]),
    headerStories: Buffer.concat([0, 0, 0, 0, 0, 0, 0, 5, 5].map(uint32)),
  },
  trailing: { lists: list.levels },
  summary: summaryInformation(Buffer.from('Title')),
};
const whole = makeDoc(input);
const word6 = makeDoc({
  ...input,
  generation: 'word6',
  tables: {
    headerStories: input.tables.headerStories,
    styleSheet: styleSheet([{ identifier: 0 }, { identifier: 0xffe, base: 2 }, { identifier: 3 }], 'word6'),
  },
});
const wholeText = readDoc(whole).extracted.text;

/** The text, or the code of the rejection. */
function outcome(bytes: Uint8Array): { readonly text: string } | { readonly code: string } {
  const found = read(bytes);
  return 'code' in found ? found : { text: found.text };
}

/** Anything else than a rejection that is thrown fails the test. */
function read(bytes: Uint8Array): Pick<ExtractedText, 'text' | 'headings'> | { readonly code: string } {
  try {
    const { text, headings } = readDoc(bytes).extracted;
    return { text, headings };
  } catch (error) {
    if (error instanceof FileRejection) return { code: error.code };
    throw error;
  }
}

test.each([
  ['Word 97', whole],
  ['Word 6', word6],
])('whatever is wrong in a %s file, it is read or rejected, and never grows', (_, base) => {
  const patch = fc.record({
    at: fc.oneof(fc.nat(base.length - 1), fc.nat(0xfff)),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc.constant(Uint8Array.of(255, 255, 255, 255)),
    ),
  });
  fc.assert(
    fc.property(fc.array(patch, { minLength: 1, maxLength: 6 }), (patches) => {
      const bytes = Uint8Array.from(base);
      for (const { at, bytes: content } of patches) bytes.set(content.subarray(0, bytes.length - at), at);
      const found = outcome(bytes);
      expect('code' in found ? 0 : found.text.length).toBeLessThan(base.length * 3);
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ['Word 97', whole],
  ['Word 6', word6],
])('a truncated %s file is read whole or not at all', (_, base) => {
  const { text, headings } = readDoc(base).extracted;
  expect(headings).toHaveLength(1);
  for (let length = 0; length < base.length; length += 97) {
    expect([{ text, headings }, { code: 'corrupt' }]).toContainEqual(read(base.subarray(0, length)));
  }
});

test('a document that does not count its characters is all body', () => {
  const { document, table } = makeWordStreams({ stories: { body: 'abc\r' } });
  document.writeUInt32LE(0, 0x4c);
  expect(outcome(makeContainer({ WordDocument: document, '1Table': table }))).toEqual({ text: 'abc' });
});

test('bytes that are no multiple of a sector at the end of a file do no harm', () => {
  expect(outcome(Buffer.concat([whole, Buffer.alloc(77, 1)]))).toEqual({ text: wholeText });
});

function withPieceTable(pieces: Buffer): Buffer {
  const { document, table } = makeWordStreams({ stories: { body: 'abc\r' }, tables: { pieceTable: pieces } });
  return makeContainer({ WordDocument: document, '1Table': table });
}

function plcOfPieces(count: number, address: number): Buffer {
  const positions = Array.from({ length: count + 1 }, (_, index) => uint32(index * 1000));
  const descriptors = Array.from({ length: count }, () =>
    Buffer.concat([uint16(0), uint32(address | 0x4000_0000), uint16(0)]),
  );
  const plc = Buffer.concat([...positions, ...descriptors]);
  return Buffer.concat([Buffer.of(2), uint32(plc.length), plc]);
}

test('pieces that repeat the same bytes over and over, or lie outside of the file, make it corrupt', () => {
  expect(outcome(withPieceTable(plcOfPieces(1, 0x800)))).not.toEqual({ code: 'corrupt' });
  expect(outcome(withPieceTable(plcOfPieces(50_000, 0x800)))).toEqual({ code: 'corrupt' });
  expect(outcome(withPieceTable(plcOfPieces(1, 0x3fff_0000)))).toEqual({ code: 'corrupt' });
  expect(outcome(withPieceTable(Buffer.concat([Buffer.of(2), uint32(0xffff_fff0)])))).toEqual({
    code: 'corrupt',
  });
});

test('a document without its table stream is corrupt', () => {
  const { document } = makeWordStreams({ stories: { body: 'abc\r' } });
  expect(outcome(makeContainer({ WordDocument: document }))).toEqual({ code: 'corrupt' });
});

test('the other table stream is taken where the named one is missing', () => {
  const { document, table } = makeWordStreams({ stories: { body: 'abc\r' } });
  expect(outcome(makeContainer({ WordDocument: document, '0Table': table }))).toEqual({ text: 'abc' });
});
