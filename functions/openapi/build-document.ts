import { errorCatalogue, problem } from '@elenchus/contracts/platform/errors';
import { errorCodesOf, type RouteContract } from '@elenchus/contracts/platform/route';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { FunctionRow } from '../function-row.ts';

/** The OpenAPI 3.1 document of all routes in the table. */
export function buildDocument(rows: readonly FunctionRow[], version: string) {
  const contracts = rows.flatMap((row) => (row.trigger === 'http' ? [row.contract] : []));
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operation(contract) };
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Elenchus',
      version,
      description: 'Searchable, cited evidence from the files of a case.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(contracts.map((contract) => contract.tag))].map((name) => ({ name })),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths,
  });
  return {
    ...document,
    components: { ...document.components, schemas: byName(document.components?.schemas ?? {}) },
  };
}

/** In the order of the alphabet, so that a new route does not move the schemas of others. */
function byName<T>(schemas: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function operation(contract: RouteContract): ZodOpenApiOperationObject {
  const { operation: operationId, summary, tag, auth, params, query, body, success } = contract;
  return {
    operationId,
    summary,
    tags: [tag],
    security: auth.kind === 'public' ? [] : [{ bearer: [] }],
    ...(auth.kind === 'user' && { description: `Least role: ${auth.role}.` }),
    ...((params || query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [success.status]: {
        description: success.description,
        ...(success.body && {
          content: { [success.contentType ?? 'application/json']: { schema: success.body } },
        }),
      },
      ...errorResponses(contract),
    },
  };
}

/** Grouped by status, each with the codes that it may carry. */
function errorResponses(contract: RouteContract) {
  const byStatus = Object.groupBy(errorCodesOf(contract), (code) => String(errorCatalogue[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, list = []]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errorCatalogue[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  ) as Record<
    `${4 | 5}${number}${number}`,
    { description: string; content: Record<string, { schema: typeof problem }> }
  >;
}
