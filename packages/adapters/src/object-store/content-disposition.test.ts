import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachmentDisposition } from './content-disposition.ts';

it('carries any file name in visible ASCII, from which it can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const header = attachmentDisposition(name);
      expect(header).toMatch(/^[\x20-\x7e]+$/);
      const [, encoded = ''] = /filename\*=UTF-8''(.*)$/.exec(header) ?? [];
      expect(decodeURIComponent(encoded)).toBe(name.toWellFormed());
      expect(/filename="([^"\\]*)";/.test(header)).toBe(true);
    }),
  );
});
