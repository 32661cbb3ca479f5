import { allErrors } from '@elenchus/contracts/platform/error-guide';
import { problemType } from '@elenchus/contracts/platform/errors';
import { expect, inject, it } from 'vitest';
import { json } from '../support/client.ts';

const url = inject('apiUrl');

it.each(Object.keys(allErrors))('the type of %s is the address of a page', async (code) => {
  const response = await fetch(`${url}${problemType(code)}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await response.text()).toContain(`<code>${code}</code>`);
});

it('all pages are listed, and none is made up', async () => {
  const list = await (await fetch(`${url}/docs/errors`)).text();
  const links = [...list.matchAll(/href="(\/docs\/errors\/[^"]+)"/g)].map(([, path]) => path);
  expect(links.toSorted()).toEqual(Object.keys(allErrors).map(problemType).toSorted());
  const unknown = await fetch(`${url}/docs/errors/nonsense`);
  expect([unknown.status, await json<object>(unknown)]).toMatchObject([404, { code: 'not_found' }]);
});

it('a read is answered 304 when the caller has it, and not otherwise', async () => {
  const first = await fetch(`${url}/.well-known/jwks.json`);
  const etag = first.headers.get('etag') ?? expect.fail('no ETag');
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await fetch(`${url}/.well-known/jwks.json`, { headers: { 'if-none-match': etag } });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  const other = await fetch(`${url}/.well-known/jwks.json`, { headers: { 'if-none-match': '"x"' } });
  expect(other.status).toBe(200);
});
