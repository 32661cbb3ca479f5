import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zipKind } from './zip-kind.ts';

/** A local file header with its name and content; `streamed` leaves the size to what follows the content. */
function entry(name: string, content = '', streamed = false): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(streamed ? 8 : 0, 6);
  header.writeUInt32LE(streamed ? 0 : content.length, 18);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name + content, 'latin1')]);
}

const contentTypes = entry('[Content_Types].xml', '<Types/>');

test.each([
  ['word', [contentTypes, entry('_rels/.rels'), entry('word/document.xml')]],
  ['word', [entry('[Content_Types].xml', 'compressed', true), entry('word\\document.xml')]],
  ['spreadsheet', [contentTypes, entry('xl/workbook.xml')]],
  ['presentation', [contentTypes, entry('ppt/presentation.xml')]],
  ['presentation', [contentTypes, entry('ppt/slides/1.xml', '', true), entry('word/document.xml')]],
  ['opendocument', [entry('mimetype', 'application/vnd.oasis.opendocument.text'), entry('content.xml')]],
  ['book', [entry('mimetype', 'application/epub+zip'), entry('META-INF/container.xml')]],
  ['archive', [entry('photos/1.jpg', 'PK\x03'), entry('photos/2.jpg')]],
  ['zip', [contentTypes]],
])('%s by the names of its entries', (kind, entries) => {
  expect(zipKind(Buffer.concat(entries), true)).toBe(kind);
});

test('a document stored inside of an archive does not make it one', () => {
  const inner = Buffer.concat([contentTypes, entry('word/document.xml')]).toString('latin1');
  expect(zipKind(Buffer.concat([entry('letter.docx', inner), entry('other.txt')]), true)).toBe('archive');
});

test('the beginning of an archive leaves open what it is', () => {
  expect(zipKind(entry('photos/1.jpg'), false)).toBe('zip');
});

test('damaged archives are read as far as they go', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(120), (noise, cut) => {
      const bytes = Buffer.concat([contentTypes, noise, entry('word/document.xml')]).subarray(0, cut);
      expect(['zip', 'word', 'archive']).toContain(zipKind(bytes, true));
    }),
  );
});
