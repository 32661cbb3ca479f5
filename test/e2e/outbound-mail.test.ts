import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueMail } from '@elenchus/core/outbound-mail/queue-mail';
import { passwordResetMail } from '@elenchus/core/outbound-mail/templates/password-reset-mail';
import { type Database, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { migrate } from '@elenchus/db/migrate';
import { outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withTenant } from '@elenchus/db/tenant';
import { startDatabase } from '@elenchus/local/database/start-database';
import { testTemplate } from '@elenchus/local/database/test-template';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { startServer } from '../support/start-server.ts';
import { makeTenant } from '../support/tenants.ts';

const letter = passwordResetMail({ link: 'https://app.example/reset?token=t', expiresAt: new Date(0) });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-mail-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The server's own database, while no server has it. */
async function onDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const database = await startDatabase({ dataDir: join(folder, 'db'), templateFile: testTemplate });
  try {
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await migrate(sql);
    await sql.end();
    const { db, close } = openDatabase(settingsFromUrl(database.urlFor('elenchus_login'), 1));
    const result = await work(db);
    await close();
    return result;
  } finally {
    await database.stop();
  }
}

/** A mail whose message was lost with the server that had it. */
const makeLostMail = () =>
  onDatabase(async (db) => {
    const { ports: _, ...tenant } = await makeTenant(db);
    const then = { ...tenant, ports: { db }, clock: () => new Date(Date.now() - 180_000) };
    const id = await withTenant(then, (tx) =>
      queueMail(then, tx, { kind: 'password-reset', to: 'ada@firm.example', letter }),
    );
    return { id, organizationId: tenant.organizationId };
  });

const readMail = ({ organizationId }: { readonly organizationId: string }) =>
  onDatabase((db) => withTenant({ organizationId, ports: { db } }, (tx) => tx.select().from(outboundMails)));

async function readOutbox(url: string): Promise<{ readonly id: string }[]> {
  const { data } = (await (await fetch(`${url}/dev/outbox`)).json()) as { data: { id: string }[] };
  return data;
}

const soon = { timeout: 30_000, interval: 100 };

it('a mail that waited when the server went down comes into the outbox of the next one, once', async () => {
  const mail = await makeLostMail();
  const server = await startServer({ dataFolder: folder });
  try {
    await vi.waitFor(async () => expect(await readOutbox(server.url)).toHaveLength(1), soon);
    expect(await readOutbox(server.url)).toEqual([
      {
        ...letter,
        id: mail.id,
        kind: 'password-reset',
        from: 'Elenchus <elenchus@localhost>',
        to: 'ada@firm.example',
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  } finally {
    await server.stop();
  }
  expect(await readMail(mail)).toMatchObject([
    { id: mail.id, state: 'sent', attempts: 1, providerId: `outbox-${mail.id}`, bodyText: null },
  ]);
});

it('with a key it goes to Resend, also when that is busy, and not into the outbox', async () => {
  const keys: unknown[] = [];
  const resend = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    const isBusy = keys.length === 1;
    response.writeHead(isBusy ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(JSON.stringify(isBusy ? { statusCode: 429, name: 'rate_limit_exceeded' } : { id: 'r' }));
  });
  await once(resend.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    resend.closeAllConnections();
    resend.close();
  });
  const mail = await makeLostMail();
  const server = await startServer({
    dataFolder: folder,
    environment: {
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: `http://127.0.0.1:${(resend.address() as AddressInfo).port}`,
      MAIL_FROM: 'Firm <mail@firm.example>',
    },
  });
  try {
    await vi.waitFor(() => expect(keys).toEqual([mail.id, mail.id]), soon);
    expect((await readOutbox(server.url)).map(({ id }) => id)).not.toContain(mail.id);
  } finally {
    await server.stop();
  }
  expect(await readMail(mail)).toMatchObject([
    { state: 'sent', attempts: 1, providerId: 'r', bodyHtml: null },
  ]);
});
