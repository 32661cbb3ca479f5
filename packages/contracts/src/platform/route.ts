import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Role } from './roles.ts';

/** Who may call a route: nobody in particular, or a signed-in user whose role is at least `role`. */
export type RouteAuth = { readonly kind: 'public' } | { readonly kind: 'user'; readonly role: Role };

/** What a successful answer looks like; without `body` it is empty. */
export interface RouteSuccess {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  readonly body?: z.ZodType;
  /** Set when the answer is not JSON. */
  readonly contentType?: 'text/html';
}

/**
 * All that is visible of a route on the wire. Infrastructure, OpenAPI document, local gateway, validation
 * and tests read these fields; the path includes `/api/v1`.
 */
export interface RouteContract {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly auth: RouteAuth;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly success: RouteSuccess;
  /** Codes beyond those that every route may answer (validation, sign-in, role, internal). */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of a contract while checking its shape. */
export function route<const C extends RouteContract>(contract: C): C {
  return contract;
}

type Parsed<T, Without> = T extends z.ZodType ? z.output<T> : Without;

/** The parsed parts of a request that fits the contract. */
export interface RouteRequest<C extends RouteContract> {
  readonly params: Parsed<C['params'], Record<string, never>>;
  readonly query: Parsed<C['query'], Record<string, never>>;
  readonly body: Parsed<C['body'], undefined>;
}

/** What a handler of the contract must answer. */
export type RouteResponseBody<C extends RouteContract> = C['success'] extends { readonly body: infer B }
  ? B extends z.ZodType
    ? z.input<B>
    : undefined
  : undefined;

/** Every code that an error answer of the route may carry: its own, and those that its kind of request brings. */
export function errorCodesOf(contract: RouteContract): ErrorCode[] {
  const codes = new Set<ErrorCode>([...contract.errors, 'internal', 'validation_failed']);
  if (contract.auth.kind === 'user') codes.add('unauthenticated').add('forbidden');
  if (contract.body) codes.add('malformed_json').add('payload_too_large').add('unsupported_media_type');
  return [...codes];
}
