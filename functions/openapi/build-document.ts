import { type ErrorCode, errorCatalogue, problem } from '@elenchus/contracts/platform/errors';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { FunctionRow } from '../function-row.ts';

/** The OpenAPI 3.1 document of all routes in the table. */
export function buildDocument(rows: readonly FunctionRow[], version: string) {
  const contracts = rows.flatMap((row) => (row.trigger === 'http' ? [row.contract] : []));
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return createDocument({
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
  const codes = new Set<ErrorCode>([...contract.errors, 'internal', 'validation_failed']);
  if (contract.auth.kind === 'user') codes.add('unauthenticated').add('forbidden');
  if (contract.body) codes.add('malformed_json').add('payload_too_large').add('unsupported_media_type');
  const byStatus = Object.groupBy(codes, (code) => String(errorCatalogue[code].status));
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
