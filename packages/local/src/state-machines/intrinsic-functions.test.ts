import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateIntrinsic, intrinsicFault } from './intrinsic-functions.ts';

const input = { name: "O'Hara", items: [1, 2, 3, 4, 5], a: { x: 1 }, b: { x: 2, y: 3 }, json: '{"k":[1]}' };
const evaluate = (text: string) => evaluateIntrinsic(text, input, { Execution: { Name: 'run' } });

test.each([
  ["States.Format('Hello {}, \\{{}\\} it\\'s {}', $.name, 1, $.a)", 'Hello O\'Hara, {1} it\'s {"x":1}'],
  ["States.Format('{}-{}', $$.Execution.Name, States.ArrayLength($.items))", 'run-5'],
  ['States.Array(1, true, null, $.name)', [1, true, null, "O'Hara"]],
  ['States.ArrayPartition($.items, 2)', [[1, 2], [3, 4], [5]]],
  ['States.ArrayGetItem($.items, 1)', 2],
  ['States.ArrayContains($.items, 6)', false],
  ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
  ['States.ArrayUnique(States.Array(1, 1, 2))', [1, 2]],
  ['States.JsonMerge($.a, $.b, false)', { x: 2, y: 3 }],
  ['States.StringToJson($.json)', { k: [1] }],
  ['States.JsonToString($.a)', '{"x":1}'],
  ["States.StringSplit('a,b;c', ',;')", ['a', 'b', 'c']],
  ['States.MathAdd(40, 2)', 42],
  ["States.Base64Decode(States.Base64Encode('é'))", 'é'],
  ["States.Hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
])('%s', (text, expected) => {
  expect(evaluate(text)).toEqual(expected);
  expect(intrinsicFault(text)).toBeUndefined();
});

test.each(['States.ArrayPartition($.items, 0)', "States.Format('{}')", 'States.StringToJson($.name)'])(
  'wrong arguments are States.IntrinsicFailure: %s',
  (text) =>
    expect(() => evaluate(text)).toThrow(expect.objectContaining({ code: 'States.IntrinsicFailure' })),
);

test.each([
  'States.Nope()',
  'States.UUID(1)',
  'States.Array(1',
  "States.Array('a)",
  'Math.max(1)',
  'States.UUID() x',
])('a fault is told: %s', (text) => expect(intrinsicFault(text)).toEqual(expect.any(String)));

test('any text comes through a quoted argument', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const quoted = text.replace(/[\\']/g, '\\$&');
      expect(evaluate(`States.Array('${quoted}')`)).toEqual([text]);
    }),
  );
});
