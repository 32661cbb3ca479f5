import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { inspectPdfStructure } from './pdf-structure.ts';
import { onePage } from './testing/handmade-pdf.ts';

const whole = onePage('BT /F1 12 Tf 72 700 Td (Some text.) Tj ET');
const text = whole.toString('latin1');

function inspect(content: string) {
  return inspectPdfStructure(Buffer.from(content, 'latin1'));
}

test('a whole file is neither truncated nor in need of repair', () => {
  expect(inspectPdfStructure(whole)).toMatchObject({ truncated: false, needsRepair: false });
});

test('a file cut anywhere before its end marker is truncated', () => {
  // A cut inside the marker itself loses nothing.
  const endMarker = text.lastIndexOf('\n%%EOF');
  const found = Array.from({ length: endMarker }, (_, end) => inspect(text.slice(0, end)).truncated);
  expect(found).toEqual(found.map(() => true));
  expect(inspect(text.slice(0, endMarker + 1)).truncated).toBe(false);
});

test('some bytes behind the end marker, and some before the header, do no harm', () => {
  expect(inspect(`${text}\r\n\0\0\0`)).toMatchObject({ truncated: false, needsRepair: false });
  expect(inspect(`HTTP/1.1 200 OK\r\n\r\n${text}`)).toMatchObject({ truncated: false, needsRepair: false });
});

test.each([
  ['zeros', '\0'.repeat(4096)],
  [
    'random bytes',
    randomBytes(3000)
      .toString('latin1')
      .replace(/obj|xref|trailer/g, ''),
  ],
  ['a piece of a web page', `\n<!-- an object of the proxy -->${'<script>track()</script>'.repeat(400)}`],
])('%s behind the end marker do not belong to the file', (_, tail) => {
  const lengthBytes = text.length;
  expect(inspect(text.trimEnd() + tail)).toMatchObject({ truncated: false, needsRepair: false });
  expect(inspect(text + tail)).toEqual({ truncated: false, needsRepair: false, lengthBytes });
});

test('behind a pointer that leads nowhere, much more means that the file went on', () => {
  const wrong = text.replace(/startxref\n\d+/, 'startxref\n12');
  expect(inspect(wrong + 'x'.repeat(3000)).truncated).toBe(true);
});

test.each([
  ['an object', '7 0 obj\n<< /Type /Annot'],
  ['an object after padding', `${'\0'.repeat(5000)}7 0 obj\n<< /Type /Annot`],
  ['a table', 'xref\n0 1\n00000'],
  ['a trailer', 'trailer\n<< /Size 3'],
])('a revision that was begun with %s is unfinished', (_, tail) => {
  expect(inspect(text + tail).truncated).toBe(true);
});

test('a file shorter than its linearisation says is truncated, one with revisions appended is not', () => {
  const linearized = (length: number) =>
    inspect(text.replace('%PDF-1.7', `%PDF-1.7\n<< /Linearized 1 /L ${length} /N 1 >>`));
  expect(linearized(text.length * 2).truncated).toBe(true);
  expect(linearized(10).truncated).toBe(false);
});

test('a pointer that misses its table asks for repair', () => {
  expect(inspect(text.replace(/startxref\n\d+/, 'startxref\n12'))).toMatchObject({
    truncated: false,
    needsRepair: true,
  });
});
