import type { RouteContract } from '@elenchus/contracts/platform/route';
import type * as z from 'zod';

/** All that the client uses of a route when it runs; a contract has it, and so has what `operations/` holds. */
export interface Route {
  readonly operation: string;
  readonly method: RouteContract['method'];
  readonly path: string;
}

/** A route without its contract, of which only the compiler knows. */
export interface Operation<C extends RouteContract> extends Route {
  readonly operation: C['operation'];
  readonly method: C['method'];
  readonly path: C['path'];
  /** Never there: it tells the compiler what the route takes and answers. */
  readonly contract?: C;
}

type ContractOf<R> = R extends { readonly success: object }
  ? R
  : R extends { readonly contract?: infer C }
    ? NonNullable<C>
    : never;

/** What stands in a URL is text: numbers and truth values are written out. */
type TextInput<In, Out> = {
  readonly [K in keyof In]: TextValue<In[K], K extends keyof Out ? Out[K] : never>;
};
type TextValue<In, Out> = unknown extends In
  ? Out | string
  : [Exclude<In, undefined>] extends ['true' | 'false']
    ? In | boolean
    : In;

type Nothing = Record<never, never>;
type ParamsPart<C> = C extends { readonly params: infer S extends z.ZodType }
  ? { readonly params: TextInput<z.input<S>, z.output<S>> }
  : { readonly params?: never };
type QueryPart<C> = C extends { readonly query: infer S extends z.ZodType }
  ? Nothing extends z.input<S>
    ? { readonly query?: TextInput<z.input<S>, z.output<S>> }
    : { readonly query: TextInput<z.input<S>, z.output<S>> }
  : { readonly query?: never };
type BodyPart<C> = C extends { readonly body: infer S extends z.ZodType }
  ? C extends { readonly bodyIsOptional: true }
    ? { readonly body?: z.input<S> }
    : { readonly body: z.input<S> }
  : { readonly body?: never };

/** What a route takes. */
export type RequestOf<R> = ParamsPart<ContractOf<R>> & QueryPart<ContractOf<R>> & BodyPart<ContractOf<R>>;

/** What a route answers; undefined for an empty answer. */
export type AnswerOf<R> =
  ContractOf<R> extends { readonly success: { readonly body: infer B extends z.ZodType } }
    ? z.output<B>
    : undefined;

/** The answer of a route that lists. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** What a route lists; never for one that does not. */
export type ItemOf<R> = AnswerOf<R> extends Page<infer T> ? T : never;
