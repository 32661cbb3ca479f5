import { type RouteContract, sendsEtag, takesIdempotencyKey } from '@elenchus/contracts/platform/route';
import { type HeaderName, headerRefs } from './shared-parts.ts';

/** The answers of a route that tell of no error. */
export function describeSuccess(contract: RouteContract, isCounted: boolean) {
  const { success, example } = contract;
  const every: HeaderName[] = [
    'X-Request-Id',
    ...(isCounted ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
  ];
  const names = [...every];
  if (success.status === 302) names.push('Location', 'Set-Cookie');
  if (sendsEtag(contract) || (contract.takesIfMatch && contract.success.body)) names.push('ETag');
  if (takesIdempotencyKey(contract)) names.push('Idempotency-Replayed');
  const { contentType = 'application/json' } = success;
  const hasBody = success.body !== undefined && success.status !== 302;
  return {
    [success.status]: {
      description: success.description,
      headers: headerRefs(names),
      ...(hasBody && {
        content: {
          // A type without its parameters stands for them all.
          [contentType.replace(/;.*/, '')]: {
            schema: success.body,
            ...(example?.answer !== undefined && { example: example.answer }),
          },
        },
      }),
    },
    ...(sendsEtag(contract) && {
      '304': {
        description: 'Nothing has changed since the ETag in `If-None-Match`',
        headers: headerRefs([...every, 'ETag']),
      },
    }),
  };
}
