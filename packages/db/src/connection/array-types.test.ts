import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArray, writeArray } from './array-types.ts';

const element = fc.option(fc.string({ unit: 'binary' }), { nil: null });
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(element, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('arrays', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(element), matrix), (array) => {
        expect(readArray(String(writeArray(array)), String)).toEqual(array);
      }),
    );
  });

  it.each([
    ['{}', []],
    ['{a,NULL,"NULL","",null}', ['a', null, 'NULL', '', 'null']],
    ['{"a,b","c\\"d","e\\\\f","{g}"," h"}', ['a,b', 'c"d', 'e\\f', '{g}', ' h']],
    [
      '{{a,b},{c,d}}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['[0:1]={a,b}', ['a', 'b']],
  ])('are read as PostgreSQL writes them: %s', (literal, array) => {
    expect(readArray(literal, String)).toEqual(array);
  });

  it('have elements of their type, and texts that are arrays already stay', () => {
    expect(readArray('{1,-2.5,NULL}', Number)).toEqual([1, -2.5, null]);
    expect(writeArray([{ a: '"' }])).toBe('{"{\\"a\\":\\"\\\\\\"\\"}"}');
    expect(writeArray('{a}')).toBe('{a}');
  });

  it('may hold a long element with many escapes', () => {
    const long = '\\"'.repeat(200_000);
    expect(readArray(String(writeArray([long])), String)).toEqual([long]);
  });
});
