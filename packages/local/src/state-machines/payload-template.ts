import { evaluateIntrinsic, intrinsicFault } from './intrinsic-functions.ts';
import { parsePath, readPath } from './path.ts';

/** Fills a payload template: a field whose name ends in `.$` holds a path or an intrinsic function. */
export function fillTemplate(template: unknown, input: unknown, context: unknown): unknown {
  if (Array.isArray(template)) return template.map((each) => fillTemplate(each, input, context));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$')
        ? [key.slice(0, -2), evaluate(String(value), input, context)]
        : [key, fillTemplate(value, input, context)],
    ),
  );
}

function evaluate(text: string, input: unknown, context: unknown): unknown {
  return text.startsWith('$') ? readPath(text, input, context) : evaluateIntrinsic(text, input, context);
}

/** What is wrong with a template, each with the field's name. */
export function templateFaults(template: unknown): string[] {
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([key, value]) => {
    if (!key.endsWith('.$') || Array.isArray(template)) return templateFaults(value);
    const fault =
      typeof value === 'string' ? expressionFault(value) : 'must be a path or an intrinsic function';
    return fault === undefined ? [] : [`"${key}": ${fault}`];
  });
}

function expressionFault(text: string): string | undefined {
  if (!text.startsWith('$')) return intrinsicFault(text);
  return pathFault(text);
}

/** What is wrong with a path as written, or undefined. */
export function pathFault(text: string, parse: (text: string) => unknown = parsePath): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
