import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../support/tenants.ts';

const storable = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));

it('arrays of texts go to the database and come back as they were', async () => {
  const db = openTestDatabase(1);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(storable, { nil: null })), async (texts) => {
      const [row] = await db.execute(sql`select ${sql.param(texts)}::text[] as texts,
        array_length(${sql.param(texts)}::text[], 1) as length`);
      expect(row).toEqual({ texts, length: texts.length || null });
    }),
    { numRuns: 60 },
  );
});

it('an array of truth values is read as such', async () => {
  const [row] = await openTestDatabase(1).execute(sql`select array[true, false, null] as values`);
  expect(row?.['values']).toEqual([true, false, null]);
});

it.each([
  ['int2[]', [1, -2, null]],
  ['int4[]', [1, -2]],
  ['int8[]', ['9007199254740993']],
  ['float4[]', [0.5]],
  ['float8[]', [0.1, -1e300]],
  ['uuid[]', ['0190f0d4-0000-7000-8000-000000000000']],
  ['varchar[]', ['a"b']],
  ['jsonb[]', [{ a: ['"', '\\'] }]],
  ['json[]', [{ b: null }]],
  ['name[]', ['x']],
  [
    'text[]',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
])('an array of type %s comes back as it was', async (type, values) => {
  const [row] = await openTestDatabase(1).execute(
    sql`select ${sql.param(values)}::${sql.raw(type)} as values`,
  );
  expect(row?.['values']).toEqual(values);
});
