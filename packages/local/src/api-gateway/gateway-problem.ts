import {
  type ErrorCode,
  errorCatalogue,
  type GatewayErrorCode,
  gatewayErrors,
  type Problem,
  problemType,
} from '@elenchus/contracts/platform/errors';
import type { HttpAnswer } from './http-answer.ts';

/** An error that the gateway itself answers, because no function can: RFC 9457, like all others. */
export interface GatewayProblem {
  readonly status: number;
  readonly code: ErrorCode | GatewayErrorCode;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
}

/** A problem with status and title of the catalogue. */
export function catalogued(
  code: ErrorCode | GatewayErrorCode,
  detail: string,
  instance: string,
  requestId: string,
): GatewayProblem {
  return { ...{ ...errorCatalogue, ...gatewayErrors }[code], code, detail, instance, requestId };
}

export function problemAnswer(problem: GatewayProblem): HttpAnswer {
  const body: Problem = { type: problemType(problem.code), ...problem };
  return {
    status: problem.status,
    headers: [
      ['content-type', 'application/problem+json'],
      ['x-request-id', problem.requestId],
      ['cache-control', 'no-store'],
      ['x-content-type-options', 'nosniff'],
    ],
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The same as text of a whole HTTP/1.1 answer, for a connection whose request could not be parsed. */
export function rawProblemAnswer(problem: GatewayProblem, reason: string): string {
  const { status, headers, body } = problemAnswer(problem);
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [
    `HTTP/1.1 ${status} ${reason}`,
    ...lines,
    `content-length: ${body.length}`,
    'connection: close',
    '',
    body.toString(),
  ].join('\r\n');
}
