import type { PostgresType } from 'postgres';

type Read = (text: string) => unknown;

/** PostgreSQL's own array types (pg_type.typarray, which never changes), and how their elements are read. */
const arrayTypesByName: Readonly<Record<string, readonly [oid: number, read: Read]>> = {
  bool: [1000, (text) => text === 't'],
  name: [1003, String],
  int2: [1005, Number],
  int4: [1007, Number],
  text: [1009, String],
  bpchar: [1014, String],
  varchar: [1015, String],
  // Larger than what a number holds.
  int8: [1016, String],
  float4: [1021, Number],
  float8: [1022, Number],
  oid: [1028, Number],
  uuid: [2951, String],
  json: [199, (text) => JSON.parse(text)],
  jsonb: [3807, (text) => JSON.parse(text)],
};

/**
 * Arrays for the driver. It could ask the server for their types on each new connection, but leaves what goes wrong
 * there to nobody, which ends the process; and every first statement would wait for the answer.
 */
export const arrayTypes: Readonly<Record<string, PostgresType>> = Object.fromEntries(
  Object.entries(arrayTypesByName).map(([name, [oid, read]]) => [
    `${name}Array`,
    { to: oid, from: [oid], serialize: writeArray, parse: (text: string) => readArray(text, read) },
  ]),
);

/** A brace, an element in quotation marks, or a bare one. */
const TOKEN = /([{}])|"([^"\\]*(?:\\.[^"\\]*)*)"|([^{},"]+)/gs;

/** Reads an array as PostgreSQL writes it. */
export function readArray(literal: string, read: Read): unknown {
  const found: unknown[] = [];
  const open = [found];
  // Bounds that do not start at 1 come first: `[0:1]={a,b}`.
  for (const [, brace, quoted, bare = ''] of literal.slice(literal.indexOf('{')).matchAll(TOKEN)) {
    const current = open.at(-1) ?? found;
    if (brace === '{') {
      const inner: unknown[] = [];
      current.push(inner);
      open.push(inner);
    } else if (brace === '}') open.pop();
    else if (quoted !== undefined) current.push(read(quoted.replace(/\\(.)/gs, '$1')));
    else current.push(bare === 'NULL' ? null : read(bare));
  }
  return found[0];
}

/** Writes an array as PostgreSQL reads it; a text is one already. */
export function writeArray(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return `{${value.map(writeElement).join(',')}}`;
}

function writeElement(element: unknown): unknown {
  if (element === null) return 'NULL';
  if (Array.isArray(element)) return writeArray(element);
  const text = typeof element === 'object' ? JSON.stringify(element) : String(element);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
