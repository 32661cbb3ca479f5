import { allErrors } from '@elenchus/contracts/platform/error-guide';
import type { ErrorCode, GatewayErrorCode } from '@elenchus/contracts/platform/errors';
import { errorCodesOf, type RouteContract } from '@elenchus/contracts/platform/route';
import { type HeaderName, headerRefs } from './shared-parts.ts';

type Code = ErrorCode | GatewayErrorCode;

/** What any request may be refused with, whatever it asks for, when it is odd enough. */
const odd: readonly Code[] = [
  'bad_request',
  'malformed_json',
  'request_timed_out',
  'payload_too_large',
  'unsupported_media_type',
  'headers_too_large',
];

/** An answer that many operations share; `name` is its place under `components/responses`. */
export interface ErrorAnswer {
  readonly status: string;
  readonly name: string;
  readonly response: ReturnType<typeof describe>;
}

/** The error answers of a route by status, each with the codes that it may carry; other odd ones are `default`. */
export function errorAnswers(contract: RouteContract): ErrorAnswer[] {
  const byStatus = Map.groupBy<number, Code>(errorCodesOf(contract).toSorted(), statusOf);
  const answers = [...byStatus].map(([status, codes]) => {
    const unlisted = odd.filter((code) => statusOf(code) === status && !codes.includes(code));
    const description = codes.map((code) => `\`${code}\`: ${allErrors[code].title}`).join('; ');
    return {
      status: String(status),
      name: [status, ...codes].join('.'),
      response: describe(description, headersOf(status), codes, [...codes, ...unlisted]),
    };
  });
  const others = odd.filter((code) => !byStatus.has(statusOf(code)));
  const description = 'What is refused of a request that no program should send';
  return [
    ...answers.toSorted((a, b) => a.status.localeCompare(b.status)),
    {
      status: 'default',
      name: ['default', ...others].join('.'),
      response: describe(description, ['X-Request-Id'], others, others),
    },
  ];
}

function describe(
  description: string,
  headers: readonly HeaderName[],
  shown: readonly Code[],
  allowed: readonly Code[],
) {
  return {
    description,
    headers: headerRefs(headers),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { code: { enum: [...allowed] } },
        },
        examples: Object.fromEntries(shown.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function statusOf(code: Code): number {
  return allErrors[code].status;
}

function headersOf(status: number): HeaderName[] {
  const names: HeaderName[] = ['X-Request-Id'];
  if (status === 401) names.push('WWW-Authenticate');
  else if (status < 500) names.push('RateLimit', 'RateLimit-Policy');
  if (status === 429 || status === 503) names.push('Retry-After');
  return names;
}
