import type { Page, Route } from './operation.ts';

interface ListRequest {
  readonly query?: object;
  readonly body?: object;
}
type FetchPage<R, P> = (request: R) => Promise<P>;

/** The pages of a list in order; a search takes its cursor in the body. */
export async function* readPages<R extends ListRequest, T, P extends Page<T>>(
  { operation, method }: Route,
  request: R,
  fetchPage: FetchPage<R, P>,
): AsyncGenerator<P, void, undefined> {
  let cursor: string | null = null;
  do {
    const page: P = await fetchPage(cursor === null ? request : withCursor(request, method, cursor));
    yield page;
    if (page.nextCursor !== null && page.nextCursor === cursor) {
      throw new Error(`${operation} gives the same page again and again`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function withCursor<R extends ListRequest>(request: R, method: Route['method'], cursor: string): R {
  const part = method === 'GET' ? 'query' : 'body';
  return { ...request, [part]: { ...request[part], cursor } };
}
