import { createCase as createCaseContract } from '@elenchus/contracts/cases/routes';
import { createApiKey } from '@elenchus/contracts/identity/member-routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { createCase } from '@elenchus/core/cases/create-case';
import { listCases } from '@elenchus/core/cases/list-cases';
import type { CallerContext } from '@elenchus/core/platform/context';
import { ProblemError } from '@elenchus/core/platform/errors';
import { claimIdempotencyKey } from '@elenchus/core/platform/idempotency';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import { withTenant } from '@elenchus/db/tenant';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallOptions, callRoute, type RouteHandler } from '../support/call-route.ts';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';

beforeEach(() => {
  vi.stubEnv('ELENCHUS_PUBLIC_URL', 'https://api.example');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  vi.stubEnv('RATE_LIMITS', '{"disabled": true}');
  return () => vi.unstubAllEnvs();
});

type Body = RouteRequest<typeof createCaseContract>['body'];
const open = ({ ctx, body }: { ctx: CallerContext<'db'>; body: Body }) => createCase({ ctx, input: body });

/** `POST /cases` for an attorney of a new firm, with another service where a test needs one. */
async function opening(
  service: typeof open = open,
  contract: typeof createCaseContract & { showsSecret?: true } = createCaseContract,
) {
  const tenant = await makeIdentityTenant();
  const { accessToken, ctx } = await makeUser(tenant, 'attorney');
  const handler = serveRoute(contract, { db: () => ctx.ports.db }, service);
  const post = (key: string, body: unknown = { clientName: 'Ada' }, options: CallOptions = {}) =>
    callRoute(handler as RouteHandler, contract, {
      body,
      ...options,
      headers: { authorization: `Bearer ${accessToken}`, 'idempotency-key': key, ...options.headers },
    });
  const names = async () =>
    (await listCases({ ctx, input: { limit: 100 } })).data.map(({ clientName }) => clientName);
  return { post, names, ctx, tenant };
}

/** As if the connection were lost at the end of a transaction: before or after the COMMIT arrives. */
function losingConnection(ctx: CallerContext<'db'>, isStored: boolean): CallerContext<'db'> {
  const { db } = ctx.ports;
  const lost = new DatabaseUnavailableError('lost', { cause: undefined, mayHaveCommitted: true });
  const transaction: typeof db.transaction = async (work) => {
    await db.transaction(async (tx) => {
      await work(tx);
      if (!isStored) throw lost;
    });
    throw lost;
  };
  return { ...ctx, ports: { db: { ...db, transaction } } };
}

describe('an Idempotency-Key', () => {
  it('makes 50 parallel requests one effect with 50 equal answers', async () => {
    const { post, names } = await opening();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('k1')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, json: { clientName: 'Ada' } });
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(49);
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(50);
    expect(await names()).toEqual(['Ada']);
  });

  it('is refused for another body, and another key is another request', async () => {
    const { post, names } = await opening();
    await post('k1');
    expect(await post('k1', { clientName: 'Bob' })).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused' },
    });
    expect((await post('k2', { clientName: 'Bob' })).status).toBe(201);
    expect((await names()).toSorted()).toEqual(['Ada', 'Bob']);
  });

  it('keeps nothing by which the words of a request, such as a password, can be guessed', async () => {
    const { post, ctx } = await opening();
    await post('k1');
    await post('k2');
    const rows = await asOwner()`
      select encode(request_hash, 'hex') as hash from idempotency_keys where organization_id = ${ctx.organizationId}`;
    expect(new Set(rows.map((row) => row['hash'])).size).toBe(2);
  });

  it('belongs to who sends it: a colleague and another firm have keys of their own', async () => {
    const first = await opening();
    const { accessToken } = await makeUser(first.tenant, 'attorney');
    const second = await opening();
    await first.post('k1');
    await first.post('k1', { clientName: 'Bob' }, { headers: { authorization: `Bearer ${accessToken}` } });
    await second.post('k1', { clientName: 'Eve' });
    expect((await first.names()).toSorted()).toEqual(['Ada', 'Bob']);
    expect(await second.names()).toEqual(['Eve']);
  });

  it('is free again after a request that was not right', async () => {
    const { post, names } = await opening();
    expect((await post('k1', { clientName: '' })).status).toBe(422);
    expect((await post('k1', '{')).status).toBe(400);
    expect((await post('k1')).status).toBe(201);
    expect(await names()).toEqual(['Ada']);
  });

  it('is free again after a request that failed before it changed anything', async () => {
    let fails = true;
    const { post, names } = await opening((call) => {
      if (fails) throw new ProblemError('conflict', 'Not now.');
      return open(call);
    });
    expect((await post('k1')).status).toBe(409);
    fails = false;
    expect((await post('k1')).status).toBe(201);
    expect(await names()).toEqual(['Ada']);
  });

  it('keeps the answer of a request that failed after it had changed something', async () => {
    let runs = 0;
    const { post, names } = await opening(async (call) => {
      runs += 1;
      await open(call);
      throw new Error('after the change');
    });
    const [first, second] = [await post('k1'), await post('k1')];
    expect([first.status, second.status, second.text]).toEqual([500, 500, first.text]);
    expect([runs, await names()]).toEqual([1, ['Ada']]);
  });

  it.each([
    [false, 201],
    [true, 409],
  ])(
    'of a request whose connection was lost is free again unless its change is stored: %s',
    async (isStored, next) => {
      let runs = 0;
      const { post, names } = await opening((call) => {
        runs += 1;
        return runs === 1 ? open({ ...call, ctx: losingConnection(call.ctx, isStored) }) : open(call);
      });
      expect((await post('k1')).status).toBe(isStored ? 409 : 503);
      expect((await post('k1')).status).toBe(next);
      expect(await names()).toEqual(['Ada']);
      expect(runs).toBe(isStored ? 1 : 2);
    },
  );

  it('of a request that died after its change is refused, of one that died before is taken over', async () => {
    const { ctx, post, names } = await opening();
    const past = (text: string) =>
      asOwner().unsafe(`update idempotency_keys set ${text} where organization_id = '${ctx.organizationId}'`);
    const died = async (key: string, changes: boolean) => {
      const claim = await claimIdempotencyKey(ctx, key, 'unused');
      if (!('owned' in claim)) return expect.fail('not owned');
      if (changes)
        await createCase({
          ctx: { ...ctx, beforeCommit: claim.owned.noteEffect },
          input: { clientName: 'Lost' },
        });
      else await withTenant({ ...ctx, beforeCommit: claim.owned.noteEffect }, (tx) => tx.execute('select 1'));
      await past(`locked_until = now() - interval '1 second'`);
    };
    await died('k1', true);
    await expect(claimIdempotencyKey(ctx, 'k1', 'unused')).rejects.toMatchObject({
      code: 'idempotency_outcome_unknown',
    });
    await died('k2', false);
    expect((await post('k2')).status).toBe(201);
    expect((await names()).toSorted()).toEqual(['Ada', 'Lost']);
  });

  it('is forgotten after a day', async () => {
    const { post, ctx, names } = await opening();
    await post('k1');
    await asOwner()`update idempotency_keys set created_at = now() - interval '25 hours'
      where organization_id = ${ctx.organizationId}`;
    expect((await post('k1', { clientName: 'Bob' })).status).toBe(201);
    expect((await names()).toSorted()).toEqual(['Ada', 'Bob']);
  });

  it.each(['', 'ä', 'a b', 'x'.repeat(256)])('%j is none', async (key) => {
    const { post, names } = await opening();
    expect(await post(key)).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'headers.idempotency-key' }] },
    });
    expect(await names()).toEqual([]);
  });

  it('does not keep an answer that shows a secret', async () => {
    const { post, names, ctx } = await opening(open, { ...createCaseContract, showsSecret: true });
    expect((await post('k1')).json).toMatchObject({ clientName: 'Ada' });
    expect(await post('k1')).toMatchObject({ status: 409, json: { code: 'idempotency_outcome_unknown' } });
    const rows =
      await asOwner()`select answer from idempotency_keys where organization_id = ${ctx.organizationId}`;
    expect(rows.map(({ answer }) => answer)).toEqual([null]);
    expect(await names()).toEqual(['Ada']);
    expect(createApiKey.showsSecret).toBe(true);
  });
});
