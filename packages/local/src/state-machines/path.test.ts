import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAtPath, parsePath, readPath, writeReferencePath } from './path.ts';

const input = { a: { 'b c': [10, { d: null }] }, list: [{ id: 1 }, {}, { id: 3 }], zero: 0 };

test.each([
  ['$', input],
  ['$.a["b c"][0]', 10],
  ["$['a']['b c'][-1].d", null],
  ['$.list[*].id', [1, 3]],
  ['$.zero', 0],
  ['$$.Execution.Name', 'run'],
])('%s', (path, expected) => {
  expect(readPath(path, input, { Execution: { Name: 'run' } })).toEqual(expected);
});

test('a missing value is States.Runtime, a wildcard over nothing is an empty array', () => {
  expect(() => readPath('$.none', input, {})).toThrow(expect.objectContaining({ code: 'States.Runtime' }));
  expect(() => readPath('$.toString', input, {})).toThrow(
    expect.objectContaining({ code: 'States.Runtime' }),
  );
  expect(findAtPath('$.none[*]', input, {})).toEqual([]);
});

test.each(['a', '$.', '$..a', '$.a[?(@.b)]', '$.a[1:2]', '$.a b', "$['a"])('refuses %s', (path) => {
  expect(() => parsePath(path)).toThrow(SyntaxError);
});

test('a result does not go where a value is no object', () => {
  const failure = expect.objectContaining({ code: 'States.ResultPathMatchFailure' });
  expect(() => writeReferencePath('$.a', [], 1)).toThrow(failure);
  expect(() => writeReferencePath('$.zero.a', input, 1)).toThrow(failure);
  expect(writeReferencePath('$', input, 1)).toBe(1);
});

test('what is written at a path is read there, and nothing else changes', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !/['\\]/.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (names, value) => {
      const path = `$${names.map((each) => `['${each}']`).join('')}`;
      const before = { 'kept field': [1] };
      const after = writeReferencePath(path, before, value) as Record<string, unknown>;
      expect(readPath(path, after, {})).toEqual(value);
      if (names[0] !== 'kept field') expect(after['kept field']).toEqual([1]);
      expect(before).toEqual({ 'kept field': [1] });
    }),
  );
});
