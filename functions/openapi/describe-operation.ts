import { rateLimits } from '@elenchus/contracts/platform/rate-limits';
import {
  type RouteContract,
  rateLimitOf,
  sendsEtag,
  takesIdempotencyKey,
} from '@elenchus/contracts/platform/route';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import type { HttpRow } from '../function-row.ts';
import { errorAnswers } from './describe-errors.ts';
import { describeSuccess } from './describe-success.ts';
import { parameterRef, securityOf } from './shared-parts.ts';

/** A route as an operation of the document. */
export function describeOperation({ contract, needs }: HttpRow): ZodOpenApiOperationObject {
  const { operation: operationId, summary, tag, params, query, body, bodyIsOptional, example } = contract;
  // Counts are kept in the database.
  const isCounted = needs.includes('db');
  const parameters = headerParameters(contract);
  return {
    operationId,
    summary,
    description: [describeAccess(contract), isCounted && describeLimit(contract)].filter(Boolean).join(' '),
    tags: [tag],
    security: securityOf(contract),
    ...(isCounted && {
      'x-rate-limit': { name: rateLimitOf(contract), ...rateLimits[rateLimitOf(contract)] },
    }),
    ...(parameters.length > 0 && { parameters }),
    ...((params || query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(body && {
      requestBody: {
        required: !bodyIsOptional,
        content: { 'application/json': { schema: body, example: example?.body } },
      },
    }),
    responses: { ...describeSuccess(contract, isCounted), ...errorRefs(contract) },
  };
}

function errorRefs(contract: RouteContract) {
  return Object.fromEntries(
    errorAnswers(contract).map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]),
  );
}

function headerParameters(contract: RouteContract) {
  return [
    ...(takesIdempotencyKey(contract) ? [parameterRef('IdempotencyKey')] : []),
    ...(contract.takesIfMatch ? [parameterRef('IfMatch')] : []),
    ...(sendsEtag(contract) ? [parameterRef('IfNoneMatch')] : []),
  ];
}

function describeAccess({ auth }: RouteContract): string {
  if (auth.kind === 'public') return 'Needs no credentials.';
  if (auth.kind === 'user') return `Least role: \`${auth.role}\`; not for API keys.`;
  if (auth.kind === 'super') return 'For operators of the platform, whatever their role; not for API keys.';
  return `Least role: \`${auth.role}\`; API keys need the scope \`${auth.scope}\`.`;
}

function describeLimit(contract: RouteContract): string {
  const name = rateLimitOf(contract);
  const { limit, windowSeconds } = rateLimits[name];
  const by = contract.auth.kind === 'public' ? ' from one address' : '';
  return `Limit \`${name}\`: ${limit} requests in ${windowSeconds} s${by}, unless the operator has set another.`;
}
