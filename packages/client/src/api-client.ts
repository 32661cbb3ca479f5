import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { uploadTicket } from '@elenchus/contracts/documents/models';
import type { Problem } from '@elenchus/contracts/platform/errors';
import type { RouteContract, RouteRequest } from '@elenchus/contracts/platform/route';
import type * as z from 'zod';

/** The API answered with an error; the message holds its detail. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(operation: string, status: number, problem: Partial<Problem>) {
    const fields = (problem.errors ?? []).map(({ field, message }) => `${field} ${message}`);
    super(`${operation} answered ${status}: ${[problem.detail ?? 'no detail', ...fields].join('; ')}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
  }
}

type Answer<C extends RouteContract> = C['success'] extends { readonly body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
type Request<C extends RouteContract> = Partial<{
  params: RouteRequest<C>['params'];
  query: Record<string, string>;
  body: C['body'] extends z.ZodType ? z.input<C['body']> : never;
}>;

/** Calls routes by their contracts over HTTP, as any client would. */
export interface ApiClient {
  /** @throws ApiError */
  call<C extends RouteContract>(contract: C, request?: Request<C>): Promise<Answer<C>>;
  /** Sends a file with the presigned POST of its ticket. */
  upload(ticket: z.infer<typeof uploadTicket>, path: string): Promise<void>;
  signIn(accessToken: string): void;
}

export function createApiClient(publicUrl: string, signal: AbortSignal): ApiClient {
  let accessToken: string | undefined;

  async function call<C extends RouteContract>(
    contract: C,
    { params, query, body }: Request<C> = {},
  ): Promise<Answer<C>> {
    const path = contract.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
    );
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const response = await fetch(`${publicUrl}${path}${search}`, {
      method: contract.method,
      signal,
      headers: {
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok)
      throw new ApiError(contract.operation, response.status, (answer ?? {}) as Partial<Problem>);
    return contract.success.body?.parse(answer) as Answer<C>;
  }

  async function upload({ url, fields }: z.infer<typeof uploadTicket>, path: string): Promise<void> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([await readFile(path)]), basename(path));
    const response = await fetch(url, { method: 'POST', body: form, signal });
    if (!response.ok) throw new ApiError('upload', response.status, { detail: await response.text() });
  }

  return {
    call,
    upload,
    signIn(token) {
      accessToken = token;
    },
  };
}
