import { describe, expect, it } from 'vitest';
import { storableJson } from './storable-json.ts';

const faults = (value: unknown) => {
  const { error } = storableJson.safeParse(value);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};

/** An object of so many levels, each but the last with one field. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

describe('JSON from a client', () => {
  it('is taken as it is', () => {
    const value = { note: 'Größe 😀', list: [1, null, { deep: [true] }], '': {} };
    expect(storableJson.parse(value)).toEqual(value);
  });

  it.each([
    [{ note: 'a\u0000' }, 'note: must be well-formed Unicode without NUL characters'],
    [{ list: [{ x: '\ud800' }] }, 'list.0.x: must be well-formed Unicode without NUL characters'],
    [{ list: { '\udc00': 1 } }, 'list: its names must be well-formed Unicode without NUL characters'],
    [{ 'a\u0000b': 1 }, ': its names must be well-formed Unicode without NUL characters'],
    [{ note: 'x'.repeat(32_768) }, ': must not take more than 32768 bytes'],
    [{ list: Array(450_000).fill(0) }, ': must not take more than 32768 bytes'],
    [nested(9), ': must not be nested more than 8 levels deep'],
  ])('%# is refused', (value, fault) => {
    expect(faults(value)).toEqual([fault]);
  });

  it('may be as deep and as long as the bounds', () => {
    expect(faults(nested(8))).toEqual([]);
    expect(faults({ note: 'x'.repeat(32_768 - '{"note":""}'.length) })).toEqual([]);
  });

  it('is refused, not followed, when it is nested without end', () => {
    expect(faults(nested(200_000))).toHaveLength(1);
    expect(faults([])).toHaveLength(1);
  });
});
