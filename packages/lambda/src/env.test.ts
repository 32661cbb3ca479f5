import { expect, it } from 'vitest';
import * as z from 'zod';
import { readEnvironment, wholeNumber } from './env.ts';

const schema = z.object({ BUCKET: z.string().min(1), SIZE: wholeNumber(1, 10).default(5) });

it('reads what a schema names, with its defaults', () => {
  expect(readEnvironment({ BUCKET: 'b', OTHER: 'x' }, schema)).toEqual({ BUCKET: 'b', SIZE: 5 });
});

it('names every fault at once', () => {
  expect(() => readEnvironment({ SIZE: '11' }, schema)).toThrow(/BUCKET.*SIZE/s);
  expect(() => readEnvironment({ BUCKET: 'b', SIZE: 'many' }, schema)).toThrow(
    expect.objectContaining({ code: 'configuration_invalid' }),
  );
});
