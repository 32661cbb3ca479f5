import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRouteMatcher } from './route-matcher.ts';

const routes = [
  'GET /documents/{documentId}',
  'GET /documents/lookup',
  'POST /documents/{documentId}',
  'ANY /documents/{documentId}',
  'GET /files/{path+}',
  'GET /files/{name}/info',
  'GET /',
].map((key) => {
  const [method = '', path = ''] = key.split(' ');
  return { method, path, functionArn: key };
});
const find = createRouteMatcher(routes);

it.each([
  ['GET', '/documents/lookup', 'GET /documents/lookup', {}],
  ['GET', '/documents/1', 'GET /documents/{documentId}', { documentId: '1' }],
  ['POST', '/documents/1', 'POST /documents/{documentId}', { documentId: '1' }],
  ['PUT', '/documents/1', 'ANY /documents/{documentId}', { documentId: '1' }],
  ['GET', '/files/a/info', 'GET /files/{name}/info', { name: 'a' }],
  ['GET', '/files/a/b/c', 'GET /files/{path+}', { path: 'a/b/c' }],
  ['GET', '/', 'GET /', {}],
])('%s %s takes %s', (method, path, key, parameters) => {
  expect(find(method, path)).toMatchObject({ route: { functionArn: key }, parameters });
});

it.each([
  ['GET', '/documents'],
  ['GET', '/documents/'],
  ['GET', '/documents/1/'],
  ['GET', '/documents/1/2'],
  ['POST', '/'],
  ['GET', '/Documents/1'],
])('%s %s takes none', (method, path) => {
  expect(find(method, path)).toBeUndefined();
});

it('gives back any segment as the parameter it is', () => {
  const segment = fc.string({ minLength: 1 }).filter((text) => !text.includes('/') && text !== 'lookup');
  fc.assert(
    fc.property(segment, (documentId) => {
      expect(find('GET', `/documents/${documentId}`)?.parameters).toEqual({ documentId });
    }),
  );
});
