import { beforeAll, describe, expect, inject, it } from 'vitest';
import openapi from '../../functions/openapi/openapi.json' with { type: 'json' };
import { json, makeFirm, password, textFile, upload } from '../support/client.ts';
import {
  badCursors,
  badIds,
  odd,
  oddBodies,
  oddHeaders,
  oddQueries,
  oddTypes,
  wrongHeaders,
} from '../support/hostile-requests.ts';

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

/** Several at a time, as somebody who means no good would; answers the statuses. */
async function attack(target: Target, attempts: readonly Attempt[]): Promise<number[]> {
  const waiting = [...attempts];
  const statuses: number[] = [];
  const next = async () => {
    for (let tried = waiting.shift(); tried; tried = waiting.shift())
      statuses.push(await attempt(target, tried));
  };
  await Promise.all(Array.from({ length: 8 }, next));
  return statuses;
}

describe.each(targets.map((target) => [target.id, target] as const))('%s', (_, target) => {
  const needsToken = target.operation.security.length > 0;
  const takesBody = target.operation.requestBody !== undefined;
  const example = exampleOf(target);
  const whole = takesBody ? { body: JSON.stringify(example) } : {};

  it('gives nothing to those it does not know', async () => {
    const wrong = wrongHeaders(attacker.token, attacker.refreshToken);
    const all = [...wrong, { authorization: '', cookie: 'session=1' }];
    const statuses = await attack(
      target,
      (needsToken ? all : all.slice(0, 2)).map((headers) => ({ ...whole, headers })),
    );
    if (needsToken) expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it('survives odd paths and query strings, and ids of others', async () => {
    await stillSignedIn();
    const path = fill(target.path, victim);
    const names = [...target.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const parameters = (target.operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const queries = [...parameters.map(({ name }) => name), 'surprise'];
    const cursors = queries.includes('cursor') ? badCursors : [];
    await attack(target, [
      whole,
      ...names.flatMap((name) =>
        badIds.map((id) => ({ ...whole, path: fill(target.path, { ...victim, [name]: id }) })),
      ),
      { ...whole, path: `${path}/` },
      { ...whole, path: path.replace('/api/', '/api//') },
      ...queries.flatMap((name) => oddQueries(name).map((query) => ({ ...whole, query }))),
      ...cursors.map((cursor) => ({ query: `?cursor=${cursor}` })),
    ]);
  });

  it('survives odd bodies', async () => {
    await stillSignedIn();
    const bodies = oddBodies(example);
    await attack(target, [
      ...(takesBody ? bodies : bodies.slice(0, 6)).map((body) => ({ body })),
      { body: new Uint8Array([0xff, 0xfe, 0x00, 0x7b]) },
      ...(takesBody ? oddTypes : []).map((type) => ({ ...whole, headers: { 'content-type': type } })),
      ...Object.keys(example).flatMap((field) =>
        odd.map((value) => ({ body: JSON.stringify({ ...example, [field]: value }) })),
      ),
    ]);
  });

  it('survives odd headers', async () => {
    await stillSignedIn();
    await attack(
      target,
      oddHeaders.map((headers) => ({ ...whole, headers })),
    );
  });
});

it('has attacked every route of the document, and the firm under attack has noticed nothing', async () => {
  expect(targets.length).toBeGreaterThan(30);
  const { data } = await json<{ data: unknown[] }>(
    await fetch(`${url}/api/v1/cases`, { headers: { authorization: `Bearer ${attacker.token}` } }),
  );
  expect(JSON.stringify(data)).not.toContain(victim['caseId']);
});
