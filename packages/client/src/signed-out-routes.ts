import type { Route } from './operation.ts';

const path = /^\/api\/v1\/auth\/(register|login|refresh|password\/(forgot|reset))$/;

/**
 * Whether a route is for those who are not signed in yet. Nothing then says who calls: neither is there something
 * to renew, nor can the server remember an Idempotency-Key for anybody.
 */
export function isForSignedOut(route: Route): boolean {
  return path.test(route.path);
}
