import { fileName } from '@elenchus/contracts/documents/file-name';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedFileName } from './embedded-file-name.ts';

describe('embeddedFileName', () => {
  it.each([
    ['lease.pdf', 'lease.pdf'],
    ['..\\..\\evil/../x.pdf', '.._.._evil_.._x.pdf'],
    ['a\u0000b\u202e.txt', 'ab.txt'],
    ['..', 'attachment-3'],
    ['  ', 'attachment-3'],
    [null, 'attachment-3'],
    [`${'x'.repeat(300)}.docx`, `${'x'.repeat(195)}.docx`],
  ])('%s', (name, expected) => {
    expect(embeddedFileName(name, 3)).toBe(expected);
  });

  it('is a name that could have been uploaded, whatever the file calls itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        expect(fileName.safeParse(embeddedFileName(name, 1)).success).toBe(true);
      }),
    );
  });
});
