import { createValidator, escapeToken, type OpenApiDocument } from './document-schemas.ts';

interface Illustrated {
  readonly schema: unknown;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
}

/** Looks at all examples that stand beside a schema; tells of those that do not fit it. */
export function checkExamples(document: OpenApiDocument): { examples: number; faults: string[] } {
  const validate = createValidator(document);
  const faults: string[] = [];
  let examples = 0;
  visit({ paths: document.paths, components: document.components }, '', (part, pointer) => {
    for (const value of examplesOf(part, document)) {
      examples += 1;
      const fault = validate(`${pointer}/schema`, value);
      if (fault) faults.push(`${pointer}: ${fault}`);
    }
  });
  return { examples, faults };
}

function examplesOf({ example, examples = {} }: Illustrated, { components }: OpenApiDocument): unknown[] {
  const several = Object.values(examples).map(
    ({ $ref, value }) => components.examples[$ref?.split('/').at(-1) ?? '']?.value ?? value,
  );
  return example === undefined ? several : [example, ...several];
}

/** What is an example itself may hold anything, so it is not looked into. */
function visit(part: unknown, pointer: string, see: (part: Illustrated, pointer: string) => void): void {
  if (typeof part !== 'object' || part === null) return;
  if ('schema' in part) see(part, pointer);
  for (const [name, inner] of Object.entries(part)) {
    if (name !== 'example' && name !== 'examples') visit(inner, `${pointer}/${escapeToken(name)}`, see);
  }
}
