import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorLiteral } from './vector-literal.ts';

const read = (literal: string): number[] => JSON.parse(literal);
const vectorOf = (min: number, max: number) =>
  fc.float32Array({ min: Math.fround(min), max: Math.fround(max), noNaN: true, minLength: 1, maxLength: 20 });

describe('the text form of a vector', () => {
  it('keeps nine decimals of small components', () => {
    fc.assert(
      fc.property(vectorOf(-1.999, 1.999), (vector) => {
        const back = read(vectorLiteral(vector));
        expect(back).toHaveLength(vector.length);
        for (const [at, value] of vector.entries())
          expect(Math.abs((back[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(5.01e-10);
      }),
    );
  });

  it('keeps components of any size', () => {
    fc.assert(
      fc.property(vectorOf(-1e30, 1e30), (vector) => {
        const back = Float32Array.from(read(vectorLiteral(vector)));
        for (const [at, value] of vector.entries())
          expect(Math.abs((back[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(
            Math.abs(value) * 1e-7 + 5.01e-10,
          );
      }),
    );
  });

  it.each([
    [[0, -0, 1, -1], '[0.000000000,0.000000000,1.000000000,-1.000000000]'],
    [[0.5, -0.25, 1.9999998807907104], '[0.500000000,-0.250000000,1.999999881]'],
    [[1e-9, 4e-10, -6e-10], '[0.000000001,0.000000000,-0.000000001]'],
    [[2, -3.5, 0.1], '[2,-3.5,0.10000000149011612]'],
    [[], '[]'],
  ])('of %j is %s', (components, literal) => {
    expect(vectorLiteral(Float32Array.from(components))).toBe(literal);
  });
});
