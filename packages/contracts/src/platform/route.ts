import * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { RateLimitName } from './rate-limits.ts';
import type { Role } from './roles.ts';
import type { Scope } from './scopes.ts';

/**
 * Who may call a route: anybody (`public`), a signed-in person whose role is at least `role` (`user`), such a person
 * as well as an API key that has `scope` (`any`), or a signed-in operator of the platform, whatever the role (`super`).
 */
export type RouteAuth =
  | { readonly kind: 'public' }
  | { readonly kind: 'user'; readonly role: Role }
  | { readonly kind: 'any'; readonly role: Role; readonly scope: Scope }
  | { readonly kind: 'super' };

/** What a successful answer looks like; without `body` it is empty. */
export interface RouteSuccess {
  readonly status: 200 | 201 | 202 | 204 | 302;
  readonly description: string;
  readonly body?: z.ZodType;
  /** Set when the answer is not JSON. */
  readonly contentType?: 'text/html' | 'text/plain; version=0.0.4';
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
  /** Counted besides the limit of every API key; without it `read` or `write`, as the method is. */
  readonly rateLimit?: RateLimitName;
  /** The answer holds a secret that is shown once: it is not kept to be repeated for an `Idempotency-Key`. */
  readonly showsSecret?: true;
  /** `If-Match` with the ETag of the resource is heeded: the handler gets the version in it as `ifMatch`. */
  readonly takesIfMatch?: true;
  /** Name of the cookie whose value the handler gets as `cookie`. */
  readonly cookie?: string;
  /** What a request body and an answer look like, for people; tests check that they fit. */
  readonly example?: { readonly body?: unknown; readonly answer?: unknown };
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Without a body the request is taken for one with `{}`. */
  readonly bodyIsOptional?: true;
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
  /** Of a contract that `takesIfMatch`: the versions that the caller means; undefined when any will do. */
  readonly ifMatch: readonly number[] | undefined;
  /** Of a contract with a `cookie`: its value; undefined when it was not sent. */
  readonly cookie: string | undefined;
}

/** What a handler of the contract must answer. */
export type RouteResponseBody<C extends RouteContract> = C['success'] extends { readonly body: infer B }
  ? B extends z.ZodType
    ? z.input<B>
    : undefined
  : undefined;

/** The limit that counts calls of the route. */
export function rateLimitOf(contract: RouteContract): RateLimitName {
  if (contract.rateLimit) return contract.rateLimit;
  if (contract.auth.kind === 'public') return 'public';
  return contract.method === 'GET' ? 'read' : 'write';
}

/** Whether the route changes something; a search is a POST that does not. */
export function isWrite(contract: RouteContract): boolean {
  return contract.method !== 'GET' && rateLimitOf(contract) !== 'read';
}

/** Whether the route takes an `Idempotency-Key`: writes of somebody who is known. */
export function takesIdempotencyKey(contract: RouteContract): boolean {
  return contract.auth.kind !== 'public' && isWrite(contract);
}

/** Whether the route answers one thing, whose ETag then is sent. */
export function sendsEtag({ method, success }: RouteContract): boolean {
  const isObject = success.body !== undefined && success.contentType === undefined;
  const isList = success.body instanceof z.ZodObject && 'nextCursor' in success.body.shape;
  return method === 'GET' && success.status === 200 && isObject && !isList;
}

/** Every code that an error answer of the route may carry: its own, and those that its kind of request brings. */
export function errorCodesOf(contract: RouteContract): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...contract.errors,
    'internal',
    'validation_failed',
    'rate_limited',
    'not_ready',
  ]);
  if (contract.auth.kind !== 'public') codes.add('unauthenticated').add('forbidden');
  if (contract.body) codes.add('malformed_json').add('payload_too_large').add('unsupported_media_type');
  if (isWrite(contract)) codes.add('conflict');
  if (contract.takesIfMatch) codes.add('precondition_failed');
  if (takesIdempotencyKey(contract)) {
    codes.add('idempotency_key_reused').add('idempotency_in_progress').add('idempotency_outcome_unknown');
  }
  return [...codes];
}
