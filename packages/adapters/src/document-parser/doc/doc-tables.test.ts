import { expect, test } from 'vitest';
import { readDoc } from './read-doc.ts';
import { type DocInput, makeDoc, type RunInput, uint16 } from './testing/make-doc.ts';

const IN_TABLE = [0, 0, 0x16, 0x24, 1];
const ROW_END = [...IN_TABLE, 0x17, 0x24, 1];
const NESTED = [0, 0, 0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0];
const NESTED_ROW_END = [...NESTED, 0x4c, 0x24, 1];

function text(input: DocInput): string {
  return readDoc(makeDoc(input)).extracted.text;
}

/** Runs one behind the other, each as long as its text. */
function layOut(parts: readonly (readonly [text: string, properties: readonly number[]])[]) {
  let body = '';
  const paragraphs: RunInput[] = [];
  for (const [part, properties] of parts) {
    paragraphs.push({ start: body.length, end: body.length + part.length, properties });
    body += part;
  }
  return { stories: { body }, paragraphs };
}

test('a row stands on a line, empty cells included', () => {
  const input = layOut([
    ['Before\r', [0, 0]],
    ['a\x07', IN_TABLE],
    ['\x07', IN_TABLE],
    ['b1\r', IN_TABLE],
    ['b2\x07', IN_TABLE],
    ['\x07', ROW_END],
    ['c\x07', IN_TABLE],
    ['d\x07', IN_TABLE],
    ['\x07', ROW_END],
    ['After\r', [0, 0]],
  ]);
  expect(text(input)).toBe('Before\n\na\t\tb1 b2\nc\td\n\nAfter');
});

test('a table in a cell is part of the text of the cell', () => {
  const input = layOut([
    ['outer \r', IN_TABLE],
    ['x\r', [...NESTED, 0x4b, 0x24, 1]],
    ['y\r', [...NESTED, 0x4b, 0x24, 1]],
    ['\r', NESTED_ROW_END],
    ['end\x07', IN_TABLE],
    ['second\x07', IN_TABLE],
    ['\x07', ROW_END],
  ]);
  expect(text(input)).toBe('outer x y end\tsecond');
});

test('a row of one cell keeps its paragraphs', () => {
  const input = layOut([
    ['First.\r', IN_TABLE],
    ['Second.\x07', IN_TABLE],
    ['\x07', ROW_END],
  ]);
  expect(text(input)).toBe('First.\n\nSecond.');
});

test('properties that are too long for a page are read from the data stream', () => {
  const data = Buffer.concat([Buffer.alloc(8), uint16(6), Buffer.from([0x16, 0x24, 1, 0x17, 0x24, 1])]);
  const input = layOut([
    ['a\x07', IN_TABLE],
    ['b\x07', IN_TABLE],
    ['\x07', [0, 0, 0x46, 0x66, 8, 0, 0, 0]],
    ['c\x07', IN_TABLE],
    ['d\x07', IN_TABLE],
    ['\x07', ROW_END],
  ]);
  expect(text({ ...input, data })).toBe('a\tb\nc\td');
});

test('without properties a second mark ends the row', () => {
  expect(text({ stories: { body: 'a\x07b\x07\x07c\x07d\x07\x07end\r' } })).toBe('a\tb\nc\td\n\nend');
});

test('a table that is cut off loses no text', () => {
  expect(
    text(
      layOut([
        ['a\x07', IN_TABLE],
        ['b\r', IN_TABLE],
      ]),
    ),
  ).toBe('a\tb');
});
