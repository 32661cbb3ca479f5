import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oleKind } from './ole-kind.ts';

const NONE = 0xffffffff;

/** A compound file whose root holds entries of these names, chained to the right, the directory in sector 1. */
function compoundFile(names: readonly string[]): Buffer {
  const header = Buffer.alloc(512);
  header.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const sectors = Math.ceil((names.length + 1) / 4);
  const table = Buffer.alloc(512, 0xff);
  for (let sector = 1; sector < sectors; sector += 1) table.writeUInt32LE(sector + 1, 4 * sector);
  table.writeUInt32LE(0xfffffffe, 4 * sectors);
  const directory = Buffer.alloc(512 * sectors);
  for (const [index, name] of ['Root Entry', ...names].entries()) {
    const entry = directory.subarray(128 * index, 128 * (index + 1));
    entry.write(name, 'utf16le');
    entry.writeUInt16LE(2 * name.length + 2, 64);
    entry.writeUInt32LE(NONE, 68);
    entry.writeUInt32LE(index > 0 && index < names.length ? index + 1 : NONE, 72);
    entry.writeUInt32LE(index === 0 && names.length > 0 ? 1 : NONE, 76);
  }
  return Buffer.concat([header, table, directory]);
}

test.each([
  ['word97', ['1Table', 'WordDocument']],
  ['word97', ['\x05SummaryInformation', 'Data', 'ObjectPool', '1Table', '0Table', 'WordDocument']],
  ['outlook', ['__nameid_version1.0', '__properties_version1.0']],
  ['encrypted-office', ['\x06DataSpaces', 'EncryptionInfo', 'EncryptedPackage']],
  ['spreadsheet', ['Workbook']],
  ['presentation', ['PowerPoint Document']],
  ['ole', ['Contents']],
  ['ole', []],
])('%s by the entries %j', (kind, names) => {
  expect(oleKind(compoundFile(names))).toBe(kind);
});

test('a directory beyond the head leaves open what it is', () => {
  expect(oleKind(compoundFile(['WordDocument']).subarray(0, 1024))).toBe('ole');
});

test('a chain that bites its tail comes to an end', () => {
  const file = compoundFile(['a', 'b', 'c', 'd', 'WordDocument']);
  file.writeUInt32LE(1, 512 + 4 * 1);
  file.writeUInt32LE(1, 1024 + 128 * 3 + 72);
  expect(oleKind(file)).toBe('ole');
});

test('damaged files do no harm', () => {
  const whole = compoundFile(['1Table', 'WordDocument']);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }), (changes) => {
      const file = Buffer.from(whole);
      for (const [at, byte] of changes) file[at] = byte;
      expect(['word97', 'ole']).toContain(oleKind(file));
    }),
  );
});
