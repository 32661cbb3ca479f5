import { problem } from '@elenchus/contracts/platform/errors';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { FunctionRow, HttpRow } from '../function-row.ts';
import { errorAnswers } from './describe-errors.ts';
import { describeOperation } from './describe-operation.ts';
import { overview, tagDescriptions } from './overview.ts';
import { headers, parameters, problemExamples, securitySchemes } from './shared-parts.ts';
import { dropEmptyBounds, tidySchemas } from './tidy-schemas.ts';

/** The OpenAPI 3.1 document of all routes in the table. */
export function buildDocument(rows: readonly FunctionRow[], version: string) {
  const routes = rows.flatMap((row) => (row.trigger === 'http' ? [row] : []));
  const paths: ZodOpenApiPathsObject = {};
  for (const row of routes) {
    const { path, method } = row.contract;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(row) };
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Elenchus',
        version,
        description: overview,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: [...new Set(routes.map(({ contract }) => contract.tag))].map(describeTag),
      components: {
        schemas: { Problem: problem },
        securitySchemes,
        headers,
        parameters,
        examples: problemExamples,
        responses: errorResponses(routes),
      },
      paths,
    },
    { override: ({ jsonSchema }) => dropEmptyBounds(jsonSchema) },
  );
  return tidySchemas(document);
}

function describeTag(name: string) {
  const description = tagDescriptions[name];
  if (description === undefined) throw new Error(`the tag "${name}" has no description in overview.ts`);
  return { name, description };
}

function errorResponses(routes: readonly HttpRow[]) {
  const answers = routes.flatMap(({ contract }) => errorAnswers(contract));
  const byName = new Map(answers.map(({ name, response }) => [name, response]));
  return Object.fromEntries([...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
