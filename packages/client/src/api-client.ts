import { readFile } from 'node:fs/promises';
import type { uploadTicket } from '@elenchus/contracts/documents/models';
import type { RouteContract, RouteRequest } from '@elenchus/contracts/platform/route';
import type * as z from 'zod';
import { UnreachableError } from './errors.ts';
import { readAnswer, uploadRefusal } from './read-answer.ts';

export { ApiError } from './errors.ts';

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
  /** @throws ApiError, UnreachableError */
  call<C extends RouteContract>(contract: C, request?: Request<C>): Promise<Answer<C>>;
  /** Sends a file, by its path or its content, with the presigned POST of its ticket. @throws ApiError, UnreachableError */
  upload(ticket: z.infer<typeof uploadTicket>, content: string | Blob): Promise<void>;
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
    return exchange(
      `${publicUrl}${path}${search}`,
      {
        method: contract.method,
        headers: {
          ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      async (response) => {
        const answer = await readAnswer(contract.operation, response);
        return contract.success.body?.parse(answer) as Answer<C>;
      },
    );
  }

  async function upload(
    { url, fields, fileName }: z.infer<typeof uploadTicket>,
    content: string | Blob,
  ): Promise<void> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append(
      'file',
      typeof content === 'string' ? new Blob([await readFile(content)]) : content,
      fileName,
    );
    await exchange(url, { method: 'POST', body: form }, async (response) => {
      const text = await response.text();
      if (!response.ok) throw uploadRefusal(response.status, text);
    });
  }

  /** Sends a request and reads the answer; the connection can break in either. */
  async function exchange<T>(
    url: string,
    request: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    try {
      return await read(await fetch(url, { ...request, signal }));
    } catch (error) {
      // A TypeError with a cause is how fetch tells of the network; an aborted signal throws its own reason.
      const isNetwork = error instanceof TypeError && error.cause !== undefined;
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      if (isNetwork || isTimeout) throw new UnreachableError(url, error);
      throw error;
    }
  }

  return {
    call,
    upload,
    signIn(token) {
      accessToken = token;
    },
  };
}
