import { expect, test } from 'vitest';
import { inspectPdfStructure } from './pdf-structure.ts';
import { onePage } from './testing/handmade-pdf.ts';

const whole = onePage('BT /F1 12 Tf 72 700 Td (Some text.) Tj ET');
const text = whole.toString('latin1');

function inspect(content: string) {
  return inspectPdfStructure(Buffer.from(content, 'latin1'));
}

test('a whole file is neither truncated nor in need of repair', () => {
  expect(inspectPdfStructure(whole)).toEqual({ truncated: false, needsRepair: false });
});

test('a file cut anywhere before its end marker is truncated', () => {
  // A cut inside the marker itself loses nothing.
  const endMarker = text.lastIndexOf('\n%%EOF');
  const found = Array.from({ length: endMarker }, (_, end) => inspect(text.slice(0, end)).truncated);
  expect(found).toEqual(found.map(() => true));
  expect(inspect(text.slice(0, endMarker + 1)).truncated).toBe(false);
});

test('a file cut inside an appended revision is truncated', () => {
  expect(inspect(`${text}7 0 obj\n<< /Type /Annot`).truncated).toBe(true);
});

test('some bytes behind the end marker, and some before the header, do no harm', () => {
  expect(inspect(`${text}\r\n\0\0\0`)).toEqual({ truncated: false, needsRepair: false });
  expect(inspect(`HTTP/1.1 200 OK\r\n\r\n${text}`)).toEqual({ truncated: false, needsRepair: false });
});

test('a file shorter than its linearisation says is truncated, one with revisions appended is not', () => {
  const linearized = (length: number) =>
    inspect(text.replace('%PDF-1.7', `%PDF-1.7\n<< /Linearized 1 /L ${length} /N 1 >>`));
  expect(linearized(text.length * 2).truncated).toBe(true);
  expect(linearized(10).truncated).toBe(false);
});

test('a pointer that misses its table asks for repair', () => {
  expect(inspect(text.replace(/startxref\n\d+/, 'startxref\n12'))).toEqual({
    truncated: false,
    needsRepair: true,
  });
});
