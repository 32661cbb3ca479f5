import { parsePath } from './path.ts';

/** An argument of an intrinsic function: a literal, a path or another call. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly path: string }
  | IntrinsicCall;

/** `States.Name(arguments…)`. */
export interface IntrinsicCall {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

const tokens = {
  call: /\s*(States\.[A-Za-z0-9]+)\s*\(/y,
  text: /\s*'((?:[^'\\]|\\.)*)'/y,
  constant: /\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,)])/y,
  path: /\s*(\$[^,()\s]*)/y,
  comma: /\s*,/y,
  close: /\s*\)/y,
};

/** Reads an intrinsic function of the JSONPath form of the States Language; throws a SyntaxError. */
export function parseIntrinsic(text: string): IntrinsicCall {
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position = pattern.lastIndex;
    return match ? (match[1] ?? match[0]) : undefined;
  };
  const readCall = (name: string): IntrinsicCall => {
    const args: Expression[] = [];
    if (take(tokens.close) !== undefined) return { kind: 'call', name, args };
    do args.push(readArgument());
    while (take(tokens.comma) !== undefined);
    if (take(tokens.close) === undefined) throw unreadable(text, position);
    return { kind: 'call', name, args };
  };
  const readArgument = (): Expression => {
    const name = take(tokens.call);
    if (name !== undefined) return readCall(name);
    const literal = take(tokens.text);
    // Escaped braces stay escaped: only States.Format gives them a meaning.
    if (literal !== undefined) return { kind: 'literal', value: literal.replace(/\\(['\\])/g, '$1') };
    const constant = take(tokens.constant);
    if (constant !== undefined) return { kind: 'literal', value: JSON.parse(constant) };
    const path = take(tokens.path);
    if (path === undefined) throw unreadable(text, position);
    parsePath(path);
    return { kind: 'path', path };
  };
  const name = take(tokens.call);
  if (name === undefined) throw unreadable(text, position);
  const call = readCall(name);
  if (text.slice(position).trim() !== '') throw unreadable(text, position);
  return call;
}

function unreadable(text: string, position: number): SyntaxError {
  return new SyntaxError(`intrinsic function "${text}" is not understood at "${text.slice(position)}"`);
}
