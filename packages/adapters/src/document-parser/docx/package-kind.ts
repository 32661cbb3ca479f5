import type { ZipPackage } from './zip-package.ts';

const signs: readonly (readonly [sign: RegExp, kind: string])[] = [
  [/^word\//, 'Word'],
  [/^xl\//, 'an Excel workbook'],
  [/^ppt\//, 'a PowerPoint presentation'],
  [/^visio\//, 'a Visio drawing'],
  [/^documents\/\d+\/pages\/.*\.fpage$|\.fdseq$/, 'an XPS document'],
  [/^index\/document\.iwa$|^index\.zip$|^index\.xml(?:\.gz)?$/, 'an Apple iWork document'],
  [/^meta-inf\/container\.xml$/, 'an EPUB book'],
  [/^content\.xml$/, 'an OpenDocument file'],
  [/^androidmanifest\.xml$/, 'an Android application'],
  [/^meta-inf\/manifest\.mf$/, 'a Java archive'],
];

/** What a zip is, by the names of its entries: `Word` or, with its article, something else. */
export function describePackage(zip: ZipPackage): string {
  const names = [...zip.names];
  for (const [sign, kind] of signs) if (names.some((name) => sign.test(name))) return kind;
  return 'a ZIP archive';
}
