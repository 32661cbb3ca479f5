import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import { getMetrics as contract } from '@elenchus/contracts/platform/routes';
import { createCase } from '@elenchus/core/cases/create-case';
import { getMetrics } from '@elenchus/core/operations/get-metrics';
import { queueMail } from '@elenchus/core/outbound-mail/queue-mail';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { withTenant } from '@elenchus/db/tenant';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { callRoute } from '../support/call-route.ts';
import { makeIdentityTenant, makeUser } from '../support/identity.ts';
import { type MigratedDatabase, startMigratedDatabase } from '../support/migrated-database.ts';
import { storeDocument } from '../support/store-document.ts';

/** One of its own: the figures are those of all organizations. */
let database: MigratedDatabase;
let pool: ReturnType<typeof openDatabase>;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await startMigratedDatabase();
  pool = openDatabase(settingsFromUrl(database.loginUrl, 2));
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await owner.end();
  await pool.close();
  await database.stop();
});

/** The samples by their names with labels. */
const samplesOf = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(' '))
      .map(([name, value]) => [name, Number(value)]),
  );

it('counts what stands in the database, of all organizations', async () => {
  const a = await makeIdentityTenant({}, pool.db);
  const b = await makeIdentityTenant({}, pool.db);
  const read = async () => samplesOf(await getMetrics({ ctx: a }));
  expect(await read()).toEqual({
    'elenchus_documents{status="awaiting_upload"}': 0,
    'elenchus_documents{status="pending"}': 0,
    'elenchus_documents{status="processing"}': 0,
    'elenchus_documents{status="completed"}': 0,
    'elenchus_documents{status="failed"}': 0,
    'elenchus_documents{status="rejected"}': 0,
    'elenchus_outbound_mails{state="queued"}': 0,
    'elenchus_outbound_mails{state="sent"}': 0,
    'elenchus_outbound_mails{state="failed"}': 0,
    elenchus_audit_heads_unanchored: 0,
    elenchus_organizations_active: 2,
    elenchus_users_active: 2,
    elenchus_sessions_active: 0,
  });

  for (const ctx of [a, b]) {
    const searching = { ...ctx, ports: { ...ctx.ports, embedder: new OfflineEmbedder(64) } };
    const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
    for (const name of ['a.txt', 'b.txt', 'c.txt']) {
      await storeDocument(searching, { caseId, fileName: name, passages: ['Text.'] });
    }
  }
  await owner`update documents set status = 'pending' where file_name = 'c.txt' and organization_id = ${b.organizationId}`;
  const letter = { subject: 'x', text: 'x', html: 'x' };
  await withTenant(b, (tx) => queueMail(b, tx, { kind: 'invitation', to: 'x@firm.example', letter }));
  const [, ended, expired, gone] = [
    await makeUser(a, 'viewer'),
    await makeUser(a, 'viewer'),
    await makeUser(b, 'viewer'),
    await makeUser(b, 'viewer'),
  ];
  await owner`update sessions set revoked_at = now() where user_id = ${ended.user.id}`;
  await owner`update sessions set expires_at = now() where user_id = ${expired.user.id}`;
  await owner`update users set is_active = false where id = ${gone.user.id}`;
  await owner`update audit_heads set anchored_sequence = sequence where organization_id = ${a.organizationId}`;
  expect(await read()).toMatchObject({
    'elenchus_documents{status="completed"}': 5,
    'elenchus_documents{status="pending"}': 1,
    'elenchus_outbound_mails{state="queued"}': 1,
    elenchus_audit_heads_unanchored: 1,
    elenchus_organizations_active: 2,
    elenchus_users_active: 5,
    elenchus_sessions_active: 2,
  });
  await owner`update organizations set is_active = false where id = ${b.organizationId}`;
  expect(await read()).toMatchObject({ elenchus_organizations_active: 1 });
});

it('answers text, to operators alone, from the next request on', async () => {
  vi.stubEnv('ELENCHUS_PUBLIC_URL', 'https://api.example');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  const { user, accessToken, ctx } = await makeUser(await makeIdentityTenant({}, pool.db), 'owner');
  const handler = serveRoute(contract, { db: () => ctx.ports.db }, getMetrics);
  const headers = { authorization: `Bearer ${accessToken}` };
  const mark = (isSuperuser: boolean) =>
    owner`update users set is_superuser = ${isSuperuser} where id = ${user.id}`;
  expect(await callRoute(handler, contract, { headers })).toMatchObject({ status: 403 });
  await mark(true);
  const answer = await callRoute(handler, contract, { headers });
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    text: expect.stringContaining('# TYPE elenchus_documents gauge\n'),
  });
  expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  await mark(false);
  expect(await callRoute(handler, contract, { headers })).toMatchObject({ status: 403 });
});
