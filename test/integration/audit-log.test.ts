import { listAuditLog } from '@elenchus/core/audit/list-audit-log';
import { recordAudit } from '@elenchus/core/audit/record-audit';
import { newUuid } from '@elenchus/core/platform/ids';
import { withAuth, withJobs, withSigner, withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { asOwner } from '../support/identity.ts';
import { makeContext } from '../support/pipeline.ts';
import { append, chainOf, elsewhere } from '../support/tamperer.ts';

describe('writing to the log', () => {
  it('keeps one chain without a gap, however many write at once', async () => {
    const ctx = elsewhere(await makeContext());
    await Promise.all(Array.from({ length: 50 }, (_, at) => append(ctx, 1 + (at % 3))));
    expect(await chainOf(ctx)).toHaveLength(99);
  });

  it('gives each organization a chain of its own, which no other sees', async () => {
    const a = elsewhere(await makeContext());
    const b = elsewhere(a);
    await Promise.all([append(a, 2), append(b, 3), append(a, 1)]);
    expect(await chainOf(b)).toHaveLength(3);
    const seen = await listAuditLog({ ctx: a, input: { limit: 100 } });
    const own = (await chainOf(a)).map(({ hash }) => hash);
    expect(own).toHaveLength(3);
    expect(seen.data.map(({ hash }) => hash).toReversed()).toEqual(own);
  });

  it('leaves nothing of a change that is rolled back', async () => {
    const ctx = elsewhere(await makeContext());
    await append(ctx, 1);
    const failed = withTenant(ctx, async (tx) => {
      await recordAudit(ctx, tx, { action: 'case.created' });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await chainOf(ctx)).toHaveLength(1);
    await append(ctx, 1);
    expect(await chainOf(ctx)).toHaveLength(2);
  });

  it('is left to the function alone, and the function to tenants with a tenant', async () => {
    const ctx = elsewhere(await makeContext());
    await append(ctx, 1);
    const entry = (organizationId: string) =>
      JSON.stringify({ id: newUuid(), organizationId, occurredAt: '', action: 'case.created' });
    const appended = (organizationId: string) => sql`select append_audit(array[${entry(organizationId)}])`;
    const denied = [
      sql`insert into audit_log (organization_id, sequence, entry, hash)
        values (${ctx.organizationId}, 2, ${entry(ctx.organizationId)}, '')`,
      sql`update audit_log set hash = ''`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
      sql`insert into audit_heads (organization_id, sequence, hash) values (${newUuid()}, 0, '')`,
      sql`update audit_heads set sequence = 0`,
      sql`update audit_heads set anchored_sequence = 0`,
      sql`delete from audit_heads`,
    ];
    for (const statement of denied) {
      const attempt = withTenant(ctx, (tx) => tx.execute(statement));
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
    }
    for (const asRole of [withAuth, withJobs, withSigner]) {
      const attempt = asRole(ctx, (tx) => tx.execute(appended(ctx.organizationId)));
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
    }
    const moveHead = withJobs(ctx, (tx) => tx.execute(sql`update audit_heads set sequence = 0`));
    await expect(moveHead).rejects.toMatchObject({ cause: { code: '42501' } });
    const foreign = withTenant(ctx, (tx) => tx.execute(appended(newUuid())));
    await expect(foreign).rejects.toMatchObject({ cause: { code: '23514' } });
    const nobody = withTenant({ ...ctx, organizationId: '' }, (tx) => tx.execute(appended(newUuid())));
    await expect(nobody).rejects.toMatchObject({ cause: { code: '23502' } });
    expect(await chainOf(ctx)).toHaveLength(1);
  });

  it('works under an owner who is no superuser, and who can then neither change nor remove an entry', async () => {
    const ctx = elsewhere(await makeContext());
    await append(ctx, 2);
    const owner = asOwner();
    const entry = JSON.stringify({
      id: newUuid(),
      organizationId: ctx.organizationId,
      occurredAt: '2026-01-01T00:00:00.000Z',
      action: 'case.created',
    });
    const outcome = await owner
      .begin(async (tx) => {
        await tx.unsafe(`
          create role plain_owner in role app_tenant, app_jobs;
          grant usage, create on schema public to plain_owner;
          alter table audit_log owner to plain_owner;
          alter table audit_heads owner to plain_owner;
          alter function append_audit owner to plain_owner;
          do $$ declare p record; begin
            for p in select * from pg_policies where policyname like 'appender%' loop
              execute format('alter policy %I on %I to plain_owner', p.policyname, p.tablename);
            end loop;
          end $$`);
        await tx`select set_config('app.organization_id', ${ctx.organizationId}, true)`;
        await tx`set local role app_tenant`;
        await tx`select append_audit(array[${entry}]::text[])`;
        await tx`set local role plain_owner`;
        const changed = await tx`update audit_log set hash = ''`;
        const removed = await tx`delete from audit_log`;
        const headless = await tx`delete from audit_heads`;
        const seen = await tx`select sequence::int as sequence from audit_log order by audit_log.sequence`;
        throw Object.assign(new Error('rolled back'), {
          counts: [changed.count, removed.count, headless.count],
          seen: seen.map((row) => row['sequence']),
        });
      })
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ message: 'rolled back', counts: [0, 0, 0], seen: [1, 2, 3] });
    expect(await chainOf(ctx)).toHaveLength(2);
  });
});

describe('listAuditLog', () => {
  it('gives what was stored, newest first, page by page, while others write', async () => {
    const ctx = elsewhere(await makeContext());
    await append(ctx, 5);
    const sequences: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAuditLog({ ctx, input: { limit: 2, cursor } });
      sequences.push(...page.data.map(({ sequence }) => sequence));
      cursor = page.nextCursor ?? undefined;
      await append(ctx, 1);
    } while (cursor !== undefined);
    expect(sequences).toEqual([5, 4, 3, 2, 1]);
    await expect(listAuditLog({ ctx, input: { limit: 2, cursor: 'x' } })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  it('finds by action, actor, thing and time', async () => {
    const ctx = elsewhere(await makeContext());
    const at = (day: number) => ({ ...ctx, clock: () => new Date(`2026-03-0${day}T12:00:00.000Z`) });
    const [thing, somebody] = [newUuid(), newUuid()];
    await append(at(1), 1, 'case.created');
    await withTenant(ctx, (tx) =>
      recordAudit(at(2), tx, {
        action: 'document.deleted',
        resource: { type: 'document', id: thing },
        actor: { type: 'user', id: somebody },
      }),
    );
    await append(at(3), 1, 'user.signed_in');
    const find = async (input: Partial<Parameters<typeof listAuditLog>[0]['input']>) =>
      (await listAuditLog({ ctx, input: { limit: 10, ...input } })).data.map(({ sequence }) => sequence);
    expect(await find({})).toEqual([3, 2, 1]);
    expect(await find({ action: 'case.created' })).toEqual([1]);
    expect(await find({ actorId: somebody })).toEqual([2]);
    expect(await find({ resourceId: thing })).toEqual([2]);
    expect(await find({ resourceId: thing, action: 'case.created' })).toEqual([]);
    expect(await find({ from: '2026-03-02T12:00:00Z' })).toEqual([3, 2]);
    expect(await find({ to: '2026-03-02T12:00:00Z' })).toEqual([1]);
    expect(await find({ from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' })).toEqual([2]);
  });
});
