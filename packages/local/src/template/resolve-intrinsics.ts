import { TemplateError } from './template-error.ts';

/** What the intrinsic functions of one template refer to. */
export interface Scope {
  /** Where faults are reported, such as `stack/resource`. */
  readonly where: string;
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  importValue(name: string): unknown;
  mapping(map: string, key: string, second: string): unknown;
  availabilityZones(): readonly string[];
}

/** The value of `AWS::NoValue`: the property or item that holds it is left out. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

type Intrinsic = (operand: unknown, scope: Scope) => unknown;

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.ref(String(name)),
  'Fn::GetAtt': (operand, scope) => {
    const [logicalId, attribute] = Array.isArray(operand) ? operand : splitOnce(String(operand), '.');
    return scope.attribute(String(logicalId), String(resolve(attribute, scope)));
  },
  'Fn::Join': (operand, scope) => {
    const [separator, items] = list(operand, 2, 'Fn::Join', scope);
    return strings(items, 'Fn::Join', scope).join(String(separator));
  },
  'Fn::Sub': (operand, scope) => {
    const [text, values] = Array.isArray(operand) ? operand : [operand, {}];
    return substitute(String(text), (values ?? {}) as Record<string, unknown>, scope);
  },
  'Fn::Select': (operand, scope) => {
    const [index, items] = list(operand, 2, 'Fn::Select', scope);
    const found = Array.isArray(items) ? items[Number(index)] : undefined;
    if (found === undefined)
      throw new TemplateError(scope.where, `Fn::Select finds no item ${String(index)}`);
    return found;
  },
  'Fn::Split': (operand, scope) => {
    const [separator, text] = list(operand, 2, 'Fn::Split', scope);
    return String(text).split(String(separator));
  },
  'Fn::ImportValue': (name, scope) => scope.importValue(String(resolve(name, scope))),
  'Fn::If': (operand, scope) => {
    if (!Array.isArray(operand) || operand.length !== 3)
      throw new TemplateError(scope.where, 'Fn::If needs three operands');
    return resolve(scope.condition(String(operand[0])) ? operand[1] : operand[2], scope);
  },
  'Fn::FindInMap': (operand, scope) => {
    const [map, key, second] = strings(list(operand, 3, 'Fn::FindInMap', scope), 'Fn::FindInMap', scope);
    return scope.mapping(map as string, key as string, second as string);
  },
  'Fn::GetAZs': (_region, scope) => [...scope.availabilityZones()],
  'Fn::Base64': (text, scope) => Buffer.from(String(resolve(text, scope))).toString('base64'),
};

/**
 * Replaces CloudFormation's intrinsic functions in a value.
 * @throws TemplateError for a function that is not known or whose operands do not fit
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isIntrinsicName(only[0])) {
    const intrinsic = Object.hasOwn(intrinsics, only[0]) ? intrinsics[only[0]] : undefined;
    if (intrinsic === undefined) throw new TemplateError(scope.where, `${only[0]} is not supported`);
    return intrinsic(only[1], scope);
  }
  const resolved = entries.map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
}

function isIntrinsicName(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function list(operand: unknown, length: number, name: string, scope: Scope): unknown[] {
  const resolved = resolve(operand, scope);
  if (!Array.isArray(resolved) || resolved.length !== length) {
    throw new TemplateError(scope.where, `${name} needs ${length} operands`);
  }
  return resolved;
}

function strings(items: unknown, name: string, scope: Scope): string[] {
  if (!Array.isArray(items)) throw new TemplateError(scope.where, `${name} needs a list`);
  return items.map((item) => {
    if (typeof item === 'object')
      throw new TemplateError(scope.where, `${name} joins text, not ${JSON.stringify(item)}`);
    return String(item);
  });
}

function substitute(text: string, values: Record<string, unknown>, scope: Scope): string {
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const trimmed = name.trim();
    if (Object.hasOwn(values, trimmed)) return String(resolve(values[trimmed], scope));
    if (trimmed.includes('.')) return String(scope.attribute(...splitOnce(trimmed, '.')));
    return String(scope.ref(trimmed));
  });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
