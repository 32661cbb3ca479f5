import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hasDamagedStream } from './pdf-streams.ts';
import { inflatingContent, onePage, stream } from './testing/handmade-pdf.ts';

const content = deflateSync(Buffer.from('BT /F1 12 Tf 72 700 Td (Some text on a page.) Tj ET '.repeat(20)));
const damaged = Buffer.from(content).fill(0, 20, 30);

function damagedPage(data: Buffer, entries: string): boolean {
  return hasDamagedStream(onePage(stream(data, entries)));
}

test('deflated content that inflates is sound, whatever is damaged in it is found', () => {
  expect(damagedPage(content, '/Filter /FlateDecode')).toBe(false);
  expect(damagedPage(damaged, '/Filter /FlateDecode')).toBe(true);
  expect(damagedPage(damaged, '/Filter [/FlateDecode]')).toBe(true);
});

test('every changed byte is found', () => {
  const found = [...content.keys()].map((place) => {
    const changed = Buffer.from(content);
    changed[place] = (changed[place] ?? 0) ^ 0x5a;
    return damagedPage(changed, '/Filter /FlateDecode');
  });
  // A length in the stored data may end it early, which looks like a missing end.
  expect(found.filter(Boolean).length).toBeGreaterThan(found.length * 0.9);
});

test('images, other filters and encrypted files are not judged', () => {
  expect(damagedPage(damaged, '/Filter /FlateDecode /Subtype /Image')).toBe(false);
  expect(damagedPage(damaged, '/Filter /DCTDecode')).toBe(false);
  expect(hasDamagedStream(onePage(stream(damaged, '/Filter /FlateDecode'), { page: '/Encrypt 9 0 R' }))).toBe(
    false,
  );
});

test('a missing checksum and content without end are left to the limits', () => {
  expect(damagedPage(content.subarray(0, -4), '/Filter /FlateDecode')).toBe(false);
  expect(hasDamagedStream(onePage(inflatingContent(64, 1)))).toBe(false);
});
