import type { IncomingMessage } from 'node:http';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'];

/** Whether nobody but the users of this machine is meant to reach the server. */
export function isPrivateServer(host: string, publicUrl: string): boolean {
  return loopback.test(host) && loopback.test(new URL(publicUrl).hostname);
}

/**
 * Whether a request to such a server was meant for it: not one that a proxy hands on, nor one of a page whose own
 * name was made to lead here (DNS rebinding).
 */
export function isLocalRequest({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  if (proxyHeaders.some((name) => headers[name] !== undefined)) return false;
  const host = /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(headers.host ?? '')?.[1] ?? '';
  return loopback.test(host.toLowerCase());
}
