import { StatesError } from './states-error.ts';

type Segment =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' };

/** A parsed path; `context` means that it starts with `$$`. */
export interface Path {
  readonly text: string;
  readonly context: boolean;
  readonly segments: readonly Segment[];
}

const segmentPattern =
  /\.(?<name>[\p{L}_][\p{L}\p{N}_-]*)|\[(?<quote>['"])(?<quoted>(?:(?!\k<quote>)[^\\]|\\.)*)\k<quote>\]|\[(?<index>-?\d+)\]|(?<all>\.\*|\[\*\])/uy;

/**
 * Reads the part of JSONPath that is used here: `$` or `$$`, fields, quoted fields, indexes and `[*]`.
 * Filters, slices and `..` throw a SyntaxError.
 */
export function parsePath(text: string): Path {
  const context = text.startsWith('$$');
  if (!text.startsWith('$')) throw new SyntaxError(`path "${text}" does not start with $`);
  const segments: Segment[] = [];
  let position = context ? 2 : 1;
  while (position < text.length) {
    segmentPattern.lastIndex = position;
    const match = segmentPattern.exec(text);
    if (!match?.groups)
      throw new SyntaxError(`path "${text}" is not understood at "${text.slice(position)}"`);
    const { name, quoted, index } = match.groups;
    if (name !== undefined) segments.push({ kind: 'field', name });
    else if (quoted !== undefined) segments.push({ kind: 'field', name: quoted.replace(/\\(.)/gu, '$1') });
    else if (index !== undefined) segments.push({ kind: 'index', index: Number(index) });
    else segments.push({ kind: 'all' });
    position = segmentPattern.lastIndex;
  }
  return { text, context, segments };
}

/** A reference path, where a result can be put: fields of the input only. Throws a SyntaxError otherwise. */
export function parseReferencePath(text: string): Path {
  const path = parsePath(text);
  if (path.context || path.segments.some((segment) => segment.kind !== 'field')) {
    throw new SyntaxError(`path "${text}" must name fields of the state only`);
  }
  return path;
}

function select(values: readonly unknown[], segment: Segment): unknown[] {
  return values.flatMap((value) => {
    if (typeof value !== 'object' || value === null) return [];
    if (segment.kind === 'all') return Object.values(value);
    if (segment.kind === 'index') {
      const item: unknown = Array.isArray(value) ? value.at(segment.index) : undefined;
      return item === undefined ? [] : [item];
    }
    return Object.hasOwn(value, segment.name) && !Array.isArray(value)
      ? [(value as Record<string, unknown>)[segment.name]]
      : [];
  });
}

/** The value at a path, `undefined` when there is none; a path with `[*]` gives an array, maybe empty. */
export function findAtPath(text: string, input: unknown, context: unknown): unknown {
  const path = parsePath(text);
  const found = path.segments.reduce(select, [path.context ? context : input]);
  return path.segments.some((segment) => segment.kind === 'all') ? found : found[0];
}

/** As `findAtPath`, but a path that points to nothing throws `States.Runtime`, as in Step Functions. */
export function readPath(text: string, input: unknown, context: unknown): unknown {
  const value = findAtPath(text, input, context);
  if (value !== undefined) return value;
  throw new StatesError('States.Runtime', `The path '${text}' could not be found in the input.`);
}

/** A copy of `target` with `value` at the reference path; throws `States.ResultPathMatchFailure` where that cannot be. */
export function writeReferencePath(text: string, target: unknown, value: unknown): unknown {
  const names = parseReferencePath(text).segments.map((segment) =>
    segment.kind === 'field' ? segment.name : '',
  );
  return writeAt(target, names, value, text);
}

function writeAt(target: unknown, names: readonly string[], value: unknown, text: string): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (typeof target !== 'object' || target === null || Array.isArray(target)) {
    throw new StatesError(
      'States.ResultPathMatchFailure',
      `The ResultPath '${text}' does not fit the state's input.`,
    );
  }
  const existing = Object.hasOwn(target, name) ? (target as Record<string, unknown>)[name] : undefined;
  return { ...target, [name]: writeAt(existing ?? (rest.length > 0 ? {} : existing), rest, value, text) };
}
