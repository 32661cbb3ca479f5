import type { ChoiceRule } from './definition.ts';
import { findAtPath, readPath } from './path.ts';

type Compare = (actual: unknown, expected: unknown) => boolean;

const timestampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Whether a value is a timestamp of the RFC 3339 profile that the States Language uses. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && timestampPattern.test(value) && !Number.isNaN(Date.parse(value));
}

function ordered<T>(isKind: (value: unknown) => value is T, rank: (value: T) => number | string) {
  const when =
    (holds: (a: number | string, b: number | string) => boolean): Compare =>
    (actual, expected) =>
      isKind(actual) && isKind(expected) && holds(rank(actual), rank(expected));
  return {
    Equals: when((a, b) => a === b),
    LessThan: when((a, b) => a < b),
    GreaterThan: when((a, b) => a > b),
    LessThanEquals: when((a, b) => a <= b),
    GreaterThanEquals: when((a, b) => a >= b),
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Comparisons of a value with a constant, or with another value where the name ends in `Path`. */
const comparisons = new Map<string, Compare>();
for (const [kind, operators] of Object.entries({
  String: ordered(isString, (text) => text),
  Numeric: ordered(isNumber, (number) => number),
  Timestamp: ordered(isTimestamp, (text) => Date.parse(text)),
})) {
  for (const [name, compare] of Object.entries(operators)) comparisons.set(`${kind}${name}`, compare);
}
comparisons.set('BooleanEquals', (actual, expected) => typeof actual === 'boolean' && actual === expected);

const typeTests = new Map<string, (value: unknown) => boolean>([
  ['IsNull', (value) => value === null],
  ['IsString', isString],
  ['IsNumeric', isNumber],
  ['IsBoolean', (value) => typeof value === 'boolean'],
  ['IsTimestamp', isTimestamp],
]);

/** Names of every operator that a comparison can have. */
export const constantOperators: readonly string[] = [...comparisons.keys(), 'StringMatches'];
export const pathOperators: readonly string[] = [...comparisons.keys()].map((name) => `${name}Path`);
export const typeOperators: readonly string[] = [...typeTests.keys(), 'IsPresent'];

/** Whether a rule of a Choice state holds; a `Variable` that is not there throws, save under `IsPresent`. */
export function choiceHolds(rule: ChoiceRule, input: unknown, context: unknown): boolean {
  if (rule.And) return rule.And.every((each) => choiceHolds(each, input, context));
  if (rule.Or) return rule.Or.some((each) => choiceHolds(each, input, context));
  if (rule.Not) return !choiceHolds(rule.Not, input, context);
  const variable = rule.Variable ?? '$';
  if ('IsPresent' in rule) return (findAtPath(variable, input, context) !== undefined) === rule['IsPresent'];
  const actual = readPath(variable, input, context);
  return Object.entries(rule).some(([operator, operand]) => {
    const typeTest = typeTests.get(operator);
    if (typeTest) return typeTest(actual) === operand;
    if (operator === 'StringMatches') return isString(actual) && matchesWildcard(actual, String(operand));
    if (operator.endsWith('Path')) {
      const compare = comparisons.get(operator.slice(0, -'Path'.length));
      return compare?.(actual, readPath(String(operand), input, context)) ?? false;
    }
    return comparisons.get(operator)?.(actual, operand) ?? false;
  });
}

function matchesWildcard(text: string, pattern: string): boolean {
  const source = pattern.replace(/\\([\\*])|(\*)|([.*+?^${}()|[\]\\])/g, (_, escaped, star, special) =>
    star ? '.*' : `\\${escaped ?? special}`,
  );
  return new RegExp(`^${source}$`, 's').test(text);
}
