/** The function's answer is not one that an HTTP API takes; the client gets a 500. */
export class MalformedAnswerError extends Error {
  readonly code = 'MALFORMED_FUNCTION_ANSWER';

  constructor(message: string) {
    super(message);
    this.name = 'MalformedAnswerError';
  }
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Headers about the connection, which is the gateway's own. */
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Reads a function's answer in either form of payload format 2.0: with `statusCode`, or any JSON value, which
 * becomes the body of a 200.
 * @throws MalformedAnswerError
 */
export function httpAnswer(answer: unknown): HttpAnswer {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
  }
  const {
    statusCode,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded,
  } = answer as Record<string, unknown>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new MalformedAnswerError(`statusCode ${JSON.stringify(statusCode)} is not a status`);
  }
  if (body !== null && typeof body !== 'string') throw new MalformedAnswerError('body must be text');
  if (!Array.isArray(cookies)) throw new MalformedAnswerError('cookies must be a list');
  return {
    status,
    headers: [...readHeaders(headers), ...cookies.map((cookie) => ['set-cookie', String(cookie)] as const)],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function readHeaders(headers: unknown): [string, string][] {
  const read = Object.entries((headers ?? {}) as Record<string, unknown>)
    .map(([name, value]): [string, string] => [name.toLowerCase(), String(value)])
    .filter(([name]) => !connectionHeaders.has(name));
  const invalid = read.find(
    ([name, value]) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  if (invalid !== undefined)
    throw new MalformedAnswerError(`header ${JSON.stringify(invalid)} cannot be sent`);
  if (!read.some(([name]) => name === 'content-type'))
    read.push(['content-type', 'text/plain; charset=utf-8']);
  return read;
}
