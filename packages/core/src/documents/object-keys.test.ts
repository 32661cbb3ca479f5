import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalKey, parseOriginalKey, textKey } from './object-keys.ts';

describe('keys of originals', () => {
  it('are read back, and no other key is taken for one', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.string(), (organizationId, documentId, other) => {
        expect(parseOriginalKey(originalKey(organizationId, documentId))).toEqual({
          organizationId,
          documentId,
        });
        expect(parseOriginalKey(textKey(organizationId, documentId, 1))).toBeNull();
        expect(parseOriginalKey(other)).toBeNull();
        expect(parseOriginalKey(`${originalKey(organizationId, documentId)}${other}x`)).toBeNull();
      }),
    );
  });
});
