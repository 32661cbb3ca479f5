import { TemplateError } from './template-error.ts';

const negate = (values: readonly boolean[]) => !values[0];
const combinations: Record<string, (values: readonly boolean[]) => boolean> = {
  'Fn::And': (values) => values.every(Boolean),
  'Fn::Or': (values) => values.some(Boolean),
  'Fn::Not': negate,
};

/**
 * Value of an entry of a template's `Conditions`.
 * @throws TemplateError for a condition that is missing, circular or of an unknown form
 */
export function resolveCondition(
  name: string,
  conditions: Record<string, unknown>,
  resolveValue: (value: unknown) => unknown,
  under: readonly string[] = [],
): boolean {
  if (!(name in conditions)) throw new TemplateError(`Condition ${name}`, 'is not in the template');
  if (under.includes(name)) throw new TemplateError(`Condition ${name}`, 'refers to itself');
  return evaluate(conditions[name]);

  function evaluate(expression: unknown): boolean {
    const [operator, operand] = Object.entries(expression ?? {})[0] ?? [];
    if (operator === 'Condition')
      return resolveCondition(String(operand), conditions, resolveValue, [...under, name]);
    if (operator === 'Fn::Equals' && Array.isArray(operand)) {
      return String(resolveValue(operand[0])) === String(resolveValue(operand[1]));
    }
    const combine = combinations[operator ?? ''];
    if (combine === undefined || !Array.isArray(operand)) {
      throw new TemplateError(`Condition ${name}`, `${JSON.stringify(expression)} is not understood`);
    }
    return combine(operand.map(evaluate));
  }
}
