import { TemplateError } from './template-error.ts';

/** An EventBridge event pattern: fields that hold lists of values and operators, or further fields. */
export interface EventPattern {
  readonly [field: string]: readonly unknown[] | EventPattern;
}

type Test = (value: unknown) => boolean;
type OperatorFactory = (operand: unknown, where: string) => Test;

const text =
  (test: (value: string, operand: string) => boolean): OperatorFactory =>
  (operand, where) => {
    if (typeof operand !== 'string')
      throw new TemplateError(where, `${JSON.stringify(operand)} must be text`);
    return (value) => typeof value === 'string' && test(value, operand);
  };

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const operators: Record<string, OperatorFactory> = {
  prefix: text((value, prefix) => value.startsWith(prefix)),
  suffix: text((value, suffix) => value.endsWith(suffix)),
  'equals-ignore-case': text((value, other) => value.toLowerCase() === other.toLowerCase()),
  wildcard: text((value, pattern) => wildcard(pattern).test(value)),
  exists: (operand, where) => {
    if (typeof operand !== 'boolean') throw new TemplateError(where, 'exists needs true or false');
    return (value) => (value !== undefined) === operand;
  },
  numeric: (operand, where) => {
    if (!Array.isArray(operand) || operand.length % 2 !== 0)
      throw new TemplateError(where, 'numeric needs pairs');
    const tests = Array.from({ length: operand.length / 2 }, (_, index): ((value: number) => boolean) => {
      const compare = comparisons[String(operand[2 * index])];
      const bound = operand[2 * index + 1];
      if (compare === undefined || typeof bound !== 'number') {
        throw new TemplateError(where, `numeric does not know ${JSON.stringify(operand)}`);
      }
      return (value) => compare(value, bound);
    });
    return (value) => typeof value === 'number' && tests.every((test) => test(value));
  },
  'anything-but': (operand, where) => {
    const isOperator = typeof operand === 'object' && operand !== null && !Array.isArray(operand);
    const excluded = isOperator ? [operand] : Array.isArray(operand) ? operand : [operand];
    const tests = excluded.map((item) => compileItem(item, where));
    return (value) => value !== undefined && !tests.some((test) => test(value));
  },
};

/**
 * Compiles a pattern: an event matches when each field of the pattern holds one of the values listed for it.
 * @throws TemplateError for an operator that is not known
 */
export function compileEventPattern(pattern: EventPattern, where: string): (event: unknown) => boolean {
  const tests = Object.entries(pattern).map(([field, expected]): Test => {
    if (field === '$or') throw new TemplateError(where, '$or is not supported in an event pattern');
    if (Array.isArray(expected)) {
      const items = expected.map((item) => compileItem(item, `${where}.${field}`));
      return (event) => valuesOf(event, field).some((value) => items.some((test) => test(value)));
    }
    const nested = compileEventPattern(expected as EventPattern, `${where}.${field}`);
    return (event) => valuesOf(event, field).some(nested);
  });
  return (event) => tests.every((test) => test(event));
}

function compileItem(item: unknown, where: string): Test {
  if (typeof item !== 'object' || item === null) return (value) => value === item;
  const entries = Object.entries(item);
  const [entry] = entries;
  const factory = entry !== undefined && Object.hasOwn(operators, entry[0]) ? operators[entry[0]] : undefined;
  if (entries.length !== 1 || entry === undefined || factory === undefined) {
    throw new TemplateError(where, `the event pattern's operator ${JSON.stringify(item)} is not supported`);
  }
  return factory(entry[1], where);
}

/** A list in the event matches when one of its items does. */
function valuesOf(event: unknown, field: string): readonly unknown[] {
  const isObject = typeof event === 'object' && event !== null && Object.hasOwn(event, field);
  const value = isObject ? (event as Record<string, unknown>)[field] : undefined;
  return Array.isArray(value) ? value : [value];
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
