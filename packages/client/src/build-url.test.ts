import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildUrl } from './build-url.ts';

const text = fc.string({ unit: 'grapheme' });

it('makes a URL from which the server reads the same parameters and query', () => {
  const segment = text.filter((value) => !['', '.', '..'].includes(value));
  const query = fc.dictionary(fc.string({ minLength: 1 }), text, { noNullPrototype: true });
  fc.assert(
    fc.property(segment, segment, query, (caseId, key, parts) => {
      const url = new URL(
        buildUrl('https://x.example/', '/api/v1/cases/{caseId}/context/{key}', {
          params: { caseId, key },
          query: parts,
        }),
      );
      const segments = url.pathname.split('/').slice(1);
      expect(segments.map(decodeURIComponent)).toEqual(['api', 'v1', 'cases', caseId, 'context', key]);
      expect([...url.searchParams]).toEqual(Object.entries(parts));
      expect(url.hash).toBe('');
    }),
  );
});

it('writes out numbers and truth values, and leaves out what is undefined', () => {
  const query = { limit: 5, boxes: false, cursor: undefined };
  expect(buildUrl('https://x.example', '/a', { query })).toBe('https://x.example/a?limit=5&boxes=false');
  expect(buildUrl('https://x.example', '/a', { query: { cursor: undefined } })).toBe('https://x.example/a');
});

it.each(['', '.', '..', undefined])(
  'refuses the parameter %j, with which another route would be called',
  (id) => {
    expect(() => buildUrl('https://x.example', '/cases/{id}', { params: { id } })).toThrow('params.id');
  },
);
