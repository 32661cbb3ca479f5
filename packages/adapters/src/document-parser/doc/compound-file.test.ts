import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CompoundFile } from './compound-file.ts';
import { makeContainer } from './testing/make-doc.ts';

test('streams of all sizes are read as they were written', () => {
  const sizes = fc.oneof(fc.nat(200), fc.nat(5000), fc.constantFrom(0, 64, 4095, 4096, 4097, 80_000));
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 12 }), fc.nat(255), (lengths, seed) => {
      const contents = lengths.map((length, index) =>
        Buffer.from(Array.from({ length }, (_, at) => (seed + index + at * 7) & 0xff)),
      );
      const file = new CompoundFile(
        makeContainer(Object.fromEntries(contents.map((content, index) => [`Stream ${index}`, content]))),
      );
      expect(contents.map((content, index) => file.stream(`STREAM ${index}`)?.equals(content))).toEqual(
        contents.map(() => true),
      );
    }),
    { numRuns: 40 },
  );
});

test('a file with an allocation table beyond its header is read', () => {
  const content = Buffer.alloc(109 * 128 * 512 + 70_000, 'abcdefg');
  expect(new CompoundFile(makeContainer({ Large: content })).stream('Large')?.equals(content)).toBe(true);
});

test('a stream that is not there is undefined, names are those at the top', () => {
  const file = new CompoundFile(makeContainer({ One: Buffer.alloc(5000), 'Folder/Two': Buffer.alloc(10) }));
  expect(file.stream('Two')).toBeUndefined();
  expect(file.names).toEqual(expect.arrayContaining(['One', 'Folder']));
  expect(file.has('one')).toBe(true);
});

test('of a truncated file as much is read as it holds', () => {
  const content = Buffer.alloc(50_000, 'abcdefg');
  const bytes = makeContainer({ Only: content });
  const first = bytes.indexOf(content.subarray(0, 100));
  const cut = new CompoundFile(bytes.subarray(0, first + 10_000)).stream('Only');
  expect(cut === undefined || cut.equals(content.subarray(0, cut.length))).toBe(true);
});

test('a chain of sectors that leads into itself is found out', () => {
  const bytes = makeContainer({ Only: Buffer.alloc(50_000, 1) });
  const table = (bytes.readUInt32LE(0x4c) + 1) * 512;
  for (let at = table; at < table + 512; at += 4) {
    const next = bytes.readUInt32LE(at);
    if (next > 20 && next < 60) bytes.writeUInt32LE(next - 2, at);
  }
  expect(() => new CompoundFile(bytes).stream('Only')).toThrow('damaged');
});
