import { expect, test } from 'vitest';
import { legibleLines } from './legible-lines.ts';
import { readingOf, readLine } from './testing/reading.ts';

const textsOf = (...lines: string[]) => legibleLines(readingOf(...lines)).map(({ text }) => text);

test.each([
  ['a rare name in a clear line', 'signed by Xiomara/0.1', ['signed by Xiomara']],
  ['a clear page number', '12/0.9', ['12']],
  ['a poor line, its worst words dropped', 'Lake/0.7 rexoma/0.5 8g/0.2 noBeg/0.1 zz/0', ['Lake rexoma']],
  ['no speckles', '~/0.9 |/0.95 -/0.9', []],
  ['no line of doubtful words', 'Has/0.16 Po/0.5 er/0.5', []],
  ['no letter that a stroke seems to be', 'I/0.7 l/0.2 Wq/0.3', []],
])('keeps %s', (_, line, expected) => {
  expect(textsOf(line)).toEqual(expected);
});

test('controls and halves of characters do not come through', () => {
  expect(textsOf('te\u0000xt\ud800 \u0007')).toEqual(['text\ufffd']);
});

test('paragraphs are told, also where their first line is dropped', () => {
  const lines = legibleLines(readingOf('One', 'two', '', '~/0.9', 'three'));
  expect(lines.map(({ text, opensParagraph }) => [text, opensParagraph])).toEqual([
    ['One', true],
    ['two', false],
    ['three', true],
  ]);
});

test('distant words have boxes of their own', () => {
  const words = [...readLine('Fees due', 0.1), ...readLine('5 Euro', 0.1, 0.8)];
  const [line] = legibleLines({ quarterTurns: 0, lines: [{ paragraph: 0, words }] });
  expect(line?.boxes.map(({ start, end }) => line.text.slice(start, end))).toEqual(['Fees due', '5 Euro']);
  expect(line?.boxes[0]).toMatchObject({ x: 0.1, width: expect.closeTo(0.08), height: expect.closeTo(0.02) });
});
