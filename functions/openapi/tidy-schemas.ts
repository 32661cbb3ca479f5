import type { createDocument } from 'zod-openapi';

type Document = ReturnType<typeof createDocument>;

/** Leaves out bounds that every integer has. */
export function dropEmptyBounds(schema: { minimum?: number; maximum?: number }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/**
 * Gives all schemas of `z.json()` one name, and puts the schemas in the order of the alphabet, so that a new route does
 * not move those of others.
 */
export function tidySchemas(document: Document): Document {
  const named: Document = JSON.parse(JSON.stringify(document), (key, value) =>
    key === '$ref' && isUnnamed(value.replace(prefix, '')) ? `${prefix}Json` : value,
  );
  const schemas = Object.entries(named.components?.schemas ?? {}).map(([name, schema]) => [
    isUnnamed(name) ? 'Json' : name,
    schema,
  ]);
  const anyJson = new Set(
    schemas.filter(([name]) => name === 'Json').map(([, schema]) => JSON.stringify(schema)),
  );
  if (anyJson.size > 1) throw new Error('a schema that refers to itself needs an id: .meta({ id })');
  const sorted = schemas.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return { ...named, components: { ...named.components, schemas: Object.fromEntries(sorted) } };
}

const prefix = '#/components/schemas/';

/** What zod-openapi calls a schema that refers to itself and has no id. */
function isUnnamed(name: string): boolean {
  return /^__schema\d+$/.test(name);
}
