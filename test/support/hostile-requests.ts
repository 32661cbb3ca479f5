/** What a client sends that means no good, or knows no better. */

/** Values that no field of a body expects. */
export const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  "'; drop table users; --",
  '../../etc/passwd',
  [],
  [[[[[]]]]],
  {},
  { $ne: null },
  { __proto__: { isAdmin: true }, constructor: { prototype: {} } },
];

/** Well formed and long expired, signed by nobody we know. */
const expired = ['{"alg":"EdDSA","typ":"at+jwt","kid":"k"}', '{"sub":"x","exp":1}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

/** Credentials that are none, made of good ones. */
export function wrongHeaders(token: string, refreshToken: string): Readonly<Record<string, string>>[] {
  return [
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer null' },
    { authorization: `Bearer ${refreshToken}` },
    { authorization: `Basic ${btoa('a:b')}` },
    { authorization: `Bearer ${token}x` },
    { authorization: `Bearer ${expired}` },
    { authorization: `Bearer ${token.split('.').slice(0, 2).join('.')}.` },
    { 'x-api-key': token },
    { authorization: '', 'x-api-key': `elk_${'0'.repeat(36)}` },
    { authorization: '', 'x-api-key': 'x'.repeat(5000) },
  ];
}

/** Ids in a path that are none, or nobody's. */
export const badIds = [
  'x',
  '0',
  '-1',
  '%00',
  '%ff%fe',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  "1'%20or%20'1'='1",
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'a'.repeat(3000),
  '%F0%9F%92%A9',
  '{caseId}',
];

/** Cursors that no list has given. */
export const badCursors = [
  'x',
  '%00',
  '"',
  ...[null, -1, 1e21, 'x', [], {}, [1, 2], { a: 1 }, '\u0000', "'"].map((value) =>
    Buffer.from(JSON.stringify(value)).toString('base64url'),
  ),
  'A'.repeat(5000),
];

/** Bodies that no route takes, or few. */
export function oddBodies(example: object): readonly string[] {
  return [
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '1',
    '\u0000',
    '\ufeff{}',
    '[1,]',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1}}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `{"x":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    JSON.stringify({ ...example, surprise: true }),
    JSON.stringify({ ...example, padding: 'x'.repeat(1_200_000) }),
  ];
}

/** Headers that are not right, or want what is not there. */
export const oddHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'idempotency-key': 'x'.repeat(5000) },
  { 'idempotency-key': 'é' },
  { 'if-match': '"x"' },
  { 'if-match': 'W/"v1.aaaaaaaaaaaaaaaaaaaaaa"' },
  { 'if-none-match': '*' },
  { 'if-none-match': '"'.repeat(2000) },
  { accept: 'image/png' },
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.example', forwarded: 'for=127.0.0.1' },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'https://evil.example' },
  { 'user-agent': 'x'.repeat(5000) },
  { range: 'bytes=0-1' },
];

/** Query strings with a parameter that is not right. */
export function oddQueries(name: string): readonly string[] {
  const values = ['', '%00', '-1', '1e9', `x&${name}=y`, '%ff', 'a'.repeat(2000), '{}'];
  return [...values.map((value) => `?${name}=${value}`), `?${name}[]=1&${name}[x]=2`];
}

/** Content types of bodies that are JSON all the same. */
export const oddTypes = [
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'application/json; charset=utf-16',
  '',
];
