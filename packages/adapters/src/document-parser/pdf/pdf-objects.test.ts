import { expect, test } from 'vitest';
import { lacksListedObject } from './pdf-objects.ts';
import { onePage } from './testing/handmade-pdf.ts';

const text = onePage('BT /F1 12 Tf 72 700 Td (Some text.) Tj ET').toString('latin1');

function lacks(content: string): boolean {
  return lacksListedObject(Buffer.from(content, 'latin1'));
}

test('a whole file has the objects that it lists, also behind leading bytes or with wrong offsets', () => {
  expect(lacks(text)).toBe(false);
  expect(lacks(`HTTP/1.1 200 OK\r\n\r\n${text}`)).toBe(false);
  expect(lacks(text.replace('1 0 obj', ' '.repeat(100).concat('1 0 obj')))).toBe(false);
});

test('an object that is listed but wiped out is missed', () => {
  for (const number of [1, 2, 3, 4, 5]) {
    expect(lacks(text.replace(`${number} 0 obj`, '\0\0\0\0\0\0\0'))).toBe(true);
  }
});

test('tables that are no tables are passed over', () => {
  expect(lacks(`${text}xref\n0 5\nnot a table`)).toBe(false);
  expect(lacks('xref\n0 9999999999\n')).toBe(false);
});
