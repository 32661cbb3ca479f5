import { beforeAll, describe, expect, inject, it } from 'vitest';
import openapi from '../../functions/openapi/openapi.json' with { type: 'json' };
import { json, makeFirm, password, textFile, upload } from '../support/client.ts';
import { badCursors, badIds, odd, oddBodies, oddHeaders, wrongHeaders } from '../support/hostile-requests.ts';

/** A client that knows nothing of the product but its OpenAPI document, and means no good. */
const url = inject('apiUrl');
const secret = 'The axolotl covenant';

interface Parameter {
  readonly name: string;
  readonly in: string;
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { example?: unknown; examples?: unknown }>>;
  };
}
interface Target {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const targets = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(
    ([method, operation]): Target => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
    }),
  ),
);

/** Everything of the firm under attack that must never be seen outside of it. */
const victim: Record<string, string> = {};
let attacker: { token: string; refreshToken: string };

beforeAll(async () => {
  const firm = await makeFirm(url);
  const [documentId = ''] = await upload(firm.api, firm.caseId, [textFile('a.txt', `${secret} is secret.`)]);
  const as = { authorization: `Bearer ${firm.accessToken}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object) =>
    json<{ id: string }>(
      await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: as, body: JSON.stringify(body) }),
    );
  const { user } = await json<{ user: { id: string; organizationId: string } }>(
    await fetch(`${url}/api/v1/auth/me`, { headers: as }),
  );
  const conversation = await post('/conversations', { caseId: firm.caseId, title: secret });
  const invitation = await post('/invitations', {
    email: `${crypto.randomUUID()}@x.example`,
    role: 'viewer',
  });
  const sessions = await json<{ data: { id: string }[] }>(
    await fetch(`${url}/api/v1/auth/sessions`, { headers: as }),
  );
  Object.assign(victim, {
    caseId: firm.caseId,
    documentId,
    conversationId: conversation.id,
    invitationId: invitation.id,
    userId: user.id,
    organizationId: user.organizationId,
    sessionId: sessions.data[0]?.id ?? expect.fail('no session'),
    apiKeyId: crypto.randomUUID(),
  });
  attacker = await register();
});

async function register(): Promise<{ token: string; refreshToken: string }> {
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${crypto.randomUUID()}@evil.example`,
      password,
      fullName: 'Mallory',
      organizationName: 'Evil',
    }),
  });
  const session = await json<{ accessToken: string; refreshToken: string }>(response);
  return { token: session.accessToken, refreshToken: session.refreshToken };
}

interface Attempt {
  readonly path?: string;
  readonly query?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends it and checks what holds for every answer, whatever was asked. */
async function attempt({ method, path, operation }: Target, tried: Attempt): Promise<number> {
  const target = `${url}${tried.path ?? fill(path, victim)}${tried.query ?? ''}`;
  const response = await fetch(target, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${attacker.token}`,
      ...(operation.requestBody && { 'content-type': 'application/json' }),
      ...tried.headers,
    },
    ...(tried.body !== undefined && method !== 'GET' && { body: tried.body }),
  });
  const text = await response.text();
  const what = `${method} ${target} -> ${response.status} ${text.slice(0, 300)}`;
  expect(response.status, what).toBeLessThan(500);
  const requestId = response.headers.get('x-request-id');
  expect(requestId, what).toMatch(/\S/);
  if (response.status >= 400) {
    expect(response.headers.get('content-type'), what).toBe('application/problem+json');
    expect(JSON.parse(text), what).toMatchObject({ requestId, status: response.status });
  }
  expect(text, what).not.toContain(secret);
  expect(text, what).not.toMatch(/node_modules|\bat .*\.(ts|mjs):\d+/);
  if (response.status < 400) {
    const seen = Object.entries(victim).filter(([, id]) => id !== '' && text.includes(id));
    expect(seen, what).toEqual([]);
  }
  return response.status;
}

function fill(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'code' ? 'not_found' : (ids[name] ?? expect.fail(`which id is {${name}}?`)),
  );
}

function exampleOf({ operation }: Target): Record<string, unknown> {
  const content = operation.requestBody?.content['application/json'];
  const examples = content?.examples as Record<string, { value: unknown }> | undefined;
  const example = content?.example ?? Object.values(examples ?? {})[0]?.value;
  return (example ?? {}) as Record<string, unknown>;
}

/** A logout, or the end of an own account, must not make the rest of the attempts harmless. */
async function stillSignedIn(): Promise<void> {
  const me = await fetch(`${url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${attacker.token}` } });
  await me.body?.cancel();
  if (me.status !== 200) attacker = await register();
}

describe.each(targets.map((target) => [target.id, target] as const))('%s', (_, target) => {
  const needsToken = target.operation.security.length > 0;

  it('gives nothing to those it does not know', async () => {
    const wrong = wrongHeaders(attacker.token, attacker.refreshToken);
    for (const headers of [...wrong, { authorization: '', cookie: 'session=1' }]) {
      const body = target.operation.requestBody && JSON.stringify(exampleOf(target));
      const status = await attempt(target, {
        headers,
        ...(body && { body }),
      });
      if (needsToken) expect(status).toBe(401);
    }
  });

  it('survives odd paths and query strings, and ids of others', async () => {
    await stillSignedIn();
    const names = [...target.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const body = target.operation.requestBody ? { body: JSON.stringify(exampleOf(target)) } : {};
    await attempt(target, body);
    for (const name of names) {
      for (const id of badIds)
        await attempt(target, { ...body, path: fill(target.path, { ...victim, [name]: id }) });
    }
    await attempt(target, { ...body, path: `${fill(target.path, victim)}/` });
    await attempt(target, { ...body, path: fill(target.path, victim).replace('/api/', '/api//') });
    const queries = (target.operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    for (const { name } of [...queries, { name: 'surprise' }]) {
      for (const value of [
        '',
        '%00',
        '-1',
        '1e9',
        'x&'.concat(name, '=y'),
        '%ff',
        'a'.repeat(2000),
        '[]',
        '{}',
      ]) {
        await attempt(target, { ...body, query: `?${name}=${value}` });
      }
      await attempt(target, { ...body, query: `?${name}[]=1&${name}[x]=2` });
    }
    if (queries.some(({ name }) => name === 'cursor')) {
      for (const cursor of badCursors) await attempt(target, { query: `?cursor=${cursor}` });
    }
  });

  it('survives odd bodies', async () => {
    await stillSignedIn();
    const example = exampleOf(target);
    for (const body of oddBodies(example)) await attempt(target, { body });
    await attempt(target, { body: new Uint8Array([0xff, 0xfe, 0x00, 0x7b]) });
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'application/json; charset=utf-16',
      '',
    ]) {
      await attempt(target, { body: JSON.stringify(example), headers: { 'content-type': type } });
    }
    for (const field of Object.keys(example)) {
      for (const value of odd)
        await attempt(target, { body: JSON.stringify({ ...example, [field]: value }) });
    }
  });

  it('survives odd headers', async () => {
    await stillSignedIn();
    const body = target.operation.requestBody ? { body: JSON.stringify(exampleOf(target)) } : {};
    for (const headers of oddHeaders) {
      await attempt(target, { ...body, headers });
    }
  });
});

it('has attacked every route of the document, and the firm under attack has noticed nothing', async () => {
  expect(targets.length).toBeGreaterThan(30);
  const { data } = await json<{ data: unknown[] }>(
    await fetch(`${url}/api/v1/cases`, { headers: { authorization: `Bearer ${attacker.token}` } }),
  );
  expect(JSON.stringify(data)).not.toContain(victim['caseId']);
});
