import type { IncomingMessage } from 'node:http';

export interface ObjectStoreUrls {
  /** What the functions sign for, on this machine. */
  readonly local: string;
  /** What clients reach, through whatever stands in front of this server. */
  readonly public: string;
}

/**
 * On AWS a presigned URL is good for everyone; here the functions sign for an address of this machine. When the API
 * has a public URL of its own, an answer's body gets that one instead.
 */
export function withPublicObjectUrls(answer: unknown, urls: ObjectStoreUrls): unknown {
  if (urls.local === urls.public || typeof answer !== 'object' || answer === null) return answer;
  const { body } = answer as { body?: unknown };
  return typeof body === 'string'
    ? { ...answer, body: body.replaceAll(`${urls.local}/`, `${urls.public}/`) }
    : answer;
}

/** Gives a request the host name that its presigned URL was signed with, whatever a proxy in front made of it. */
export function asSigned(request: IncomingMessage, urls: ObjectStoreUrls): IncomingMessage {
  if (urls.local !== urls.public) request.headers.host = new URL(urls.local).host;
  return request;
}
