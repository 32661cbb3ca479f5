import { join } from 'node:path';
import { changePassword } from '@elenchus/contracts/identity/routes';
import { roleIsAtLeast, roles } from '@elenchus/contracts/platform/roles';
import { errorCodesOf, isWrite } from '@elenchus/contracts/platform/route';
import { scopes } from '@elenchus/contracts/platform/scopes';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { entryOf, type HttpRow } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type CallOptions, callRoute, type RouteAnswer, type RouteHandler } from '../support/call-route.ts';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';
import {
  bearer,
  makeApiKey,
  makeVictim,
  namesIds,
  noIds,
  requestNaming,
  secret,
  signedInAs,
  signedInAsOperator,
  wrongCredentials,
} from '../support/matrix-world.ts';

/** Every route, so that none can be left out: a new row is in the matrix by itself. */
const rows = functionTable.filter((row): row is HttpRow => row.trigger === 'http');
const closed = rows.filter((row) => row.contract.auth.kind !== 'public');

/** As the deployment sets them; what these tests reach is refused before anything outside is asked. */
const environment = {
  DATABASE_URL: inject('loginUrl'),
  ELENCHUS_PUBLIC_URL: 'https://api.example',
  RATE_LIMITS: '{"disabled": true}',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_MAX_ATTEMPTS: '1',
  ...Object.fromEntries(
    ['S3', 'SQS', 'SFN'].map((name) => [`AWS_ENDPOINT_URL_${name}`, 'http://127.0.0.1:9']),
  ),
  DOCUMENTS_BUCKET: 'documents',
  INGESTION_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:x',
  MAIL_QUEUE_URL: 'http://127.0.0.1:9/mail',
};

async function call({ contract, ...row }: HttpRow, options: CallOptions): Promise<RouteAnswer> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const file = join(import.meta.dirname, '../../functions', entryOf({ contract, ...row }));
  const { handler } = (await import(file)) as { handler: RouteHandler };
  const answer = await callRoute(handler, contract, options);
  vi.unstubAllEnvs();
  if (answer.status >= 400) {
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ requestId: answer.headers['x-request-id'] });
  }
  return answer;
}

const codeOf = ({ json }: RouteAnswer) => (json as { code?: string } | undefined)?.code;

let victim: Awaited<ReturnType<typeof makeVictim>>;
let own: Awaited<ReturnType<typeof makeIdentityTenant>>;
let wrong: Awaited<ReturnType<typeof wrongCredentials>>;
beforeAll(async () => {
  const { db, close } = openDatabase(settingsFromUrl(inject('loginUrl'), 4));
  victim = await makeVictim(db);
  own = await makeIdentityTenant({}, db);
  wrong = await wrongCredentials(own);
  return close;
});

/** Nobody is kept out by what the contract says; the request itself may still fail. */
function expectLetIn(answer: RouteAnswer): void {
  expect(['unauthenticated', 'forbidden']).not.toContain(codeOf(answer));
}

describe.each(closed.map((row) => [row.operation, row] as const))('%s', (_, row) => {
  const { contract } = row;
  const { auth } = contract;
  if (auth.kind === 'public') throw new Error('only routes that ask who calls');
  const request = requestNaming(contract, noIds);

  it('is refused to everybody without valid credentials', async () => {
    for (const [what, headers] of Object.entries(wrong)) {
      const answer = await call(row, { ...request, headers });
      expect([what, answer.status, codeOf(answer)]).toEqual([what, 401, 'unauthenticated']);
    }
  });

  it('is there for the roles that its contract names, and for no other', async () => {
    for (const role of roles) {
      const answer = await call(row, { ...request, headers: await signedInAs(own, role) });
      if (auth.kind !== 'super' && roleIsAtLeast(role, auth.role)) expectLetIn(answer);
      else expect([role, answer.status, codeOf(answer)]).toEqual([role, 403, 'forbidden']);
    }
  });

  it('is there for operators only when its contract says so, whatever their role', async () => {
    for (const role of roles) {
      const answer = await call(row, { ...request, headers: await signedInAsOperator(own, role) });
      if (auth.kind === 'super' || roleIsAtLeast(role, auth.role)) expectLetIn(answer);
      else expect([role, answer.status, codeOf(answer)]).toEqual([role, 403, 'forbidden']);
    }
  });

  it('is there for API keys with the scope that its contract names, and for no other', async () => {
    const granted = auth.kind === 'any' ? [auth.scope] : [];
    const others = scopes.filter((scope) => !granted.includes(scope));
    for (const scope of granted) {
      expectLetIn(await call(row, { ...request, headers: (await makeApiKey(own, [scope])).headers }));
    }
    const answer = await call(row, { ...request, headers: (await makeApiKey(own, others)).headers });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  });

  it('shows and changes nothing of another organization, whoever asks', async () => {
    const foreign = requestNaming(contract, victim.ids);
    const keys = auth.kind === 'any' ? [(await makeApiKey(own, [...scopes])).headers] : [];
    for (const headers of [await signedInAs(own, 'owner'), await signedInAsOperator(own), ...keys]) {
      const answer = await call(row, { ...foreign, headers });
      expect(answer.text).not.toContain(secret);
      if (namesIds(contract) && !asksLikeAList.has(row.operation)) {
        expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
        expect(errorCodesOf(contract)).toContain('not_found');
      } else {
        for (const id of Object.values(victim.ids)) expect(answer.text).not.toContain(id);
      }
    }
  });
});

/** A filter that fits nothing is no fault: the list is empty. */
const asksLikeAList = new Set(['listDocuments', 'listAuditLog']);

describe('every change, and every look at a file, leaves an entry in the audit log', () => {
  const noted = closed.filter(
    ({ contract }) => isWrite(contract) || contract.operation === 'getDocumentFile',
  );
  /** It reads copies of heads from the object store first, and there is none here. */
  const outside = new Set(['verifyAuditLog']);

  it.each(
    noted.filter(({ operation }) => !outside.has(operation)).map((row) => [row.operation, row] as const),
  )('%s', async (_, row) => {
    const { ctx, ids } = await makeVictim(own.ports.db);
    const { currentPassword } = { ...(changePassword.example.body as { currentPassword: string }) };
    const { accessToken, ctx: caller } = await makeUser(ctx, 'owner', currentPassword);
    const { sessionId } = caller.actor;
    const request = requestNaming(row.contract, { ...ids, sessionId });
    const answer = await call(row, { ...request, headers: bearer(accessToken) });
    // Some fail after their change, because nothing outside of the database answers here.
    expect([answer.text, answer.status < 300 || answer.status === 500]).toEqual([answer.text, true]);
    const entries = await asOwner()`
        select action from audit_log where organization_id = ${ctx.organizationId}
          and entry::jsonb ->> 'requestId' = ${answer.headers['x-request-id'] ?? ''}`;
    expect(entries.length).toBeGreaterThan(0);
  });
});

it('what strangers tried has changed nothing', async () => {
  const sql = asOwner();
  const { ids, ctx } = victim;
  const tables = ['cases', 'documents', 'conversations', 'users', 'sessions', 'invitations', 'api_keys'];
  for (const table of tables) {
    const rows = await sql`select id from ${sql(table)} where organization_id = ${ctx.organizationId}`;
    expect([table, rows.some(({ id }) => Object.values(ids).includes(id))]).toEqual([table, true]);
  }
  const revoked = await sql`
    select id from sessions where organization_id = ${ctx.organizationId} and revoked_at is not null
    union all select id from invitations where organization_id = ${ctx.organizationId} and revoked_at is not null
    union all select id from api_keys where organization_id = ${ctx.organizationId} and revoked_at is not null`;
  expect(revoked).toEqual([]);
  const [document] =
    await sql`select status, attempt, tags from documents where id = ${ids['documentId'] ?? ''}`;
  expect(document).toEqual({ status: 'completed', attempt: 1, tags: [] });
});

/** What operators of the platform may do; written down a second time on purpose. */
const operators = ['getMetrics'];

describe('the matrix', () => {
  it('names each scope that a key can have, and no other', () => {
    const named = closed.flatMap(({ contract: { auth } }) => (auth.kind === 'any' ? [auth.scope] : []));
    expect([...new Set(named)].toSorted()).toEqual([...scopes].toSorted());
  });

  it.each(closed.map(({ contract }) => [contract.operation, contract] as const))(
    '%s has the scope of its path and method, and reads from viewer, writes from paralegal on',
    (_, contract) => {
      const { auth } = contract;
      if (auth.kind === 'public') return expect.fail();
      if (auth.kind === 'any') {
        const [, domain] = /^\/api\/v1\/([\w-]+)/.exec(contract.path) ?? [];
        expect(auth.scope).toBe(`${domain}:${isWrite(contract) ? 'write' : 'read'}`);
        const least = isWrite(contract) ? 'paralegal' : 'viewer';
        expect(roleIsAtLeast(auth.role, least)).toBe(true);
      }
      if (auth.kind === 'super') expect(operators).toContain(contract.operation);
      else expect(roles).toContain(auth.role);
    },
  );
});
