import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Expression, type IntrinsicCall, parseIntrinsic } from './intrinsic-syntax.ts';
import { readPath } from './path.ts';
import { StatesError } from './states-error.ts';

type Values = readonly unknown[];

interface IntrinsicFunction {
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly apply: (args: Values) => unknown;
}

const hashNames = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

const functions = new Map<string, IntrinsicFunction>([
  ['States.Format', { arity: [1, Infinity], apply: ([template, ...args]) => format(string(template), args) }],
  ['States.StringToJson', { arity: [1, 1], apply: ([text]) => JSON.parse(string(text)) }],
  ['States.JsonToString', { arity: [1, 1], apply: ([value]) => JSON.stringify(value) }],
  ['States.JsonMerge', { arity: [3, 3], apply: ([a, b]) => ({ ...object(a), ...object(b) }) }],
  ['States.Array', { arity: [0, Infinity], apply: (args) => [...args] }],
  [
    'States.ArrayPartition',
    { arity: [2, 2], apply: ([items, size]) => partition(array(items), integer(size)) },
  ],
  ['States.ArrayLength', { arity: [1, 1], apply: ([items]) => array(items).length }],
  ['States.ArrayGetItem', { arity: [2, 2], apply: ([items, index]) => item(array(items), integer(index)) }],
  [
    'States.ArrayContains',
    {
      arity: [2, 2],
      apply: ([items, sought]) => array(items).some((each) => isDeepStrictEqual(each, sought)),
    },
  ],
  [
    'States.ArrayRange',
    { arity: [3, 3], apply: ([first, last, step]) => range(integer(first), integer(last), integer(step)) },
  ],
  [
    'States.ArrayUnique',
    {
      arity: [1, 1],
      apply: ([items]) =>
        array(items).filter(
          (each, at, all) => all.findIndex((other) => isDeepStrictEqual(other, each)) === at,
        ),
    },
  ],
  ['States.Base64Encode', { arity: [1, 1], apply: ([text]) => Buffer.from(string(text)).toString('base64') }],
  [
    'States.Base64Decode',
    { arity: [1, 1], apply: ([text]) => Buffer.from(string(text), 'base64').toString() },
  ],
  ['States.Hash', { arity: [2, 2], apply: ([value, name]) => hash(value, string(name)) }],
  ['States.MathAdd', { arity: [2, 2], apply: ([a, b]) => integer(a) + integer(b) }],
  ['States.StringSplit', { arity: [2, 2], apply: ([text, by]) => split(string(text), string(by)) }],
  ['States.UUID', { arity: [0, 0], apply: () => randomUUID() }],
]);

/** What is wrong with an intrinsic function as written, or undefined. */
export function intrinsicFault(text: string): string | undefined {
  try {
    return callFault(parseIntrinsic(text));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function callFault(call: IntrinsicCall): string | undefined {
  const known = functions.get(call.name);
  if (!known) return `${call.name} is not run here`;
  const [fewest, most] = known.arity;
  if (call.args.length < fewest || call.args.length > most)
    return `${call.name} has the wrong number of arguments`;
  return call.args.map((arg) => (arg.kind === 'call' ? callFault(arg) : undefined)).find((fault) => fault);
}

/** The value of an intrinsic function; wrong arguments throw `States.IntrinsicFailure`. */
export function evaluateIntrinsic(text: string, input: unknown, context: unknown): unknown {
  const evaluate = (expression: Expression): unknown => {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'path') return readPath(expression.path, input, context);
    const args = expression.args.map(evaluate);
    try {
      return functions.get(expression.name)?.apply(args);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StatesError('States.IntrinsicFailure', `${expression.name}: ${reason}`);
    }
  };
  return evaluate(parseIntrinsic(text));
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a string is needed');
  return value;
}

function integer(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError('an integer is needed');
  return value as number;
}

function array(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('an array is needed');
  return value;
}

function object(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('an object is needed');
  return value;
}

function format(template: string, args: Values): string {
  let used = 0;
  const text = template.replace(/\\([{}])|\{\}/g, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (used >= args.length) throw new RangeError('fewer arguments than placeholders');
    const value = args[used++];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  if (used !== args.length) throw new RangeError('more arguments than placeholders');
  return text;
}

function partition(items: unknown[], size: number): unknown[][] {
  if (size < 1) throw new RangeError('the chunk size must be positive');
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

function item(items: unknown[], index: number): unknown {
  if (index < 0 || index >= items.length) throw new RangeError(`there is no item ${index}`);
  return items[index];
}

function range(first: number, last: number, step: number): number[] {
  const length = Math.floor((last - first) / step) + 1;
  if (step === 0 || length > 1000)
    throw new RangeError('the step is 0 or the range has more than 1000 items');
  return Array.from({ length: Math.max(length, 0) }, (_, at) => first + at * step);
}

function split(text: string, delimiters: string): string[] {
  const parts: string[] = [''];
  for (const character of text) {
    if (delimiters.includes(character)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.filter((part) => part !== '');
}

function hash(value: unknown, name: string): string {
  const algorithm = hashNames.get(name);
  if (!algorithm) throw new RangeError(`unknown algorithm ${name}`);
  return createHash(algorithm)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
}
