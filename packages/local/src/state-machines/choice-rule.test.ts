import { expect, test } from 'vitest';
import { choiceHolds } from './choice-rule.ts';
import type { ChoiceRule } from './definition.ts';

const input = { n: 5, m: 5, s: 'report.pdf', t: '2026-01-02T00:00:00Z', none: null, yes: true };
const cases: [boolean, ChoiceRule][] = [
  [true, { Variable: '$.n', NumericEquals: 5 }],
  [true, { Variable: '$.n', NumericGreaterThanEqualsPath: '$.m' }],
  [false, { Variable: '$.s', NumericLessThan: 9 }],
  [true, { Variable: '$.s', StringMatches: '*.pdf' }],
  [false, { Variable: '$.s', StringMatches: 'report\\*' }],
  [false, { Variable: '$.s', StringMatches: 'reportXpdf' }],
  [true, { Variable: '$.t', TimestampLessThan: '2026-01-02T01:00:00+00:30' }],
  [true, { Variable: '$.yes', BooleanEquals: true }],
  [true, { Variable: '$.none', IsNull: true }],
  [true, { Variable: '$.s', IsNull: false }],
  [true, { Variable: '$.absent', IsPresent: false }],
  [true, { Variable: '$.none', IsPresent: true }],
  [true, { And: [{ Variable: '$.n', IsNumeric: true }, { Not: { Variable: '$.n', NumericEquals: 6 } }] }],
  [
    false,
    {
      Or: [
        { Variable: '$.s', IsTimestamp: true },
        { Variable: '$.t', IsTimestamp: false },
      ],
    },
  ],
];

test.each(cases)('%s: %j', (expected, rule) => {
  expect(choiceHolds(rule, input, {})).toBe(expected);
});

test('a variable that is not there is States.Runtime', () => {
  expect(() => choiceHolds({ Variable: '$.absent', IsNull: true }, input, {})).toThrow(
    expect.objectContaining({ code: 'States.Runtime' }),
  );
});
