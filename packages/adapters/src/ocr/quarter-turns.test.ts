import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turned } from './quarter-turns.ts';

test('a turn clockwise takes the top left corner to the top right', () => {
  expect(turned({ x: 0, y: 0, width: 0.25, height: 0.5 }, 1)).toEqual({
    x: 0.5,
    y: 0,
    width: 0.5,
    height: 0.25,
  });
});

test('what is turned and turned back is where it was', () => {
  const fraction = fc.integer({ min: 0, max: 64 }).map((value) => value / 64);
  fc.assert(
    fc.property(
      fc.tuple(fraction, fraction, fraction, fraction),
      fc.integer({ min: 0, max: 3 }),
      (given, turns) => {
        const [x, y, width, height] = given;
        const rectangle = { x, y, width, height };
        expect(turned(turned(rectangle, turns), 4 - turns)).toEqual(rectangle);
        expect(turned(turned(rectangle, 1), 1)).toEqual(turned(rectangle, 2));
      },
    ),
  );
});
