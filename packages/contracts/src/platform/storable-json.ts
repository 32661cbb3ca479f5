import * as z from 'zod';

const mostBytes = 32_768;
const deepest = 8;

interface Part {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

/**
 * A JSON object from a client as `jsonb` can hold it: at most 32 KiB as text, nested at most 8 levels deep, its
 * strings and keys well-formed Unicode without U+0000.
 */
export const storableJson = z.preprocess(
  (given, { addIssue }) => {
    const fault = faultIn(given);
    if (fault) addIssue({ code: 'custom', path: [...fault.path], message: fault.message });
    return given;
  },
  z.record(z.string(), z.json()),
);

/** Looks at depth before all else, since what comes after it is recursive. */
function faultIn(given: unknown): { path: readonly PropertyKey[]; message: string } | undefined {
  let level: Part[] = [{ value: given, path: [] }];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return { path: [], message: `must not be nested more than ${deepest} levels deep` };
    for (const { value, path } of level) {
      if (typeof value === 'string' && !isStorable(value)) return { path, message: unstorable };
    }
    const parts = level.flatMap(partsOf);
    // Each takes at least a byte.
    if (parts.length > mostBytes) return tooLarge;
    const wrong = parts.find(({ path }) => !isStorable(String(path.at(-1))));
    if (wrong) return { path: wrong.path.slice(0, -1), message: `its names ${unstorable}` };
    level = parts;
  }
  const bytes = new TextEncoder().encode(JSON.stringify(given) ?? '').length;
  return bytes > mostBytes ? tooLarge : undefined;
}

const tooLarge = { path: [], message: `must not take more than ${mostBytes} bytes` };
const unstorable = 'must be well-formed Unicode without NUL characters';

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

function partsOf({ value, path }: Part): Part[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, part]) => ({
    value: part,
    path: [...path, Array.isArray(value) ? Number(key) : key],
  }));
}
