import { anchorAuditHead } from '@elenchus/core/audit/anchor-audit-head';
import { anchorAuditHeads } from '@elenchus/core/audit/anchor-audit-heads';
import { listAuditLog } from '@elenchus/core/audit/list-audit-log';
import { noOrganization } from '@elenchus/core/audit/record-audit';
import { verifyAuditLog } from '@elenchus/core/audit/verify-audit-log';
import { verifyChain } from '@elenchus/core/audit/verify-chain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOwner } from '../support/identity.ts';
import { type Context, makeContext } from '../support/pipeline.ts';
import { append, elsewhere, Tamperer } from '../support/tamperer.ts';
import { tamperings } from '../support/tamperings.ts';

/** A log of so many entries, and somebody who can write to it as the owner of the tables. */
async function makeLog(count: number): Promise<{ ctx: Context; tamperer: Tamperer }> {
  const ctx = elsewhere(await makeContext());
  await append(ctx, count);
  return { ctx, tamperer: new Tamperer(asOwner(), ctx.organizationId) };
}

// First, while no log has been tampered with. It also anchors the logs of tests beside this one, which verify nothing.
describe('the scheduled anchoring', () => {
  it('copies the heads of all organizations, and of what belongs to none', async () => {
    const { ctx } = await makeLog(3);
    await append({ ...ctx, organizationId: noOrganization }, 1, 'user.sign_in_failed');
    await anchorAuditHeads({ ctx });
    for (const id of [ctx.organizationId, noOrganization]) {
      const head = JSON.parse(String(Buffer.from(await ctx.ports.objects.get(`org/${id}/audit/head.json`))));
      const [row] = await asOwner()`
        select h.sequence::int, h.anchored_sequence::int, h.anchor_claimed_until, l.hash from audit_heads h
        join audit_log l on l.organization_id = h.organization_id and l.sequence = ${head.sequence}
        where h.organization_id = ${id}`;
      expect(row).toMatchObject({
        anchored_sequence: head.sequence,
        anchor_claimed_until: null,
        hash: head.hash,
      });
    }
  });

  it('tells of a log that was tampered with, keeps its former copy, and goes on with the others', async () => {
    const broken = await makeLog(3);
    await anchorAuditHead(broken.ctx);
    const copy = await broken.ctx.ports.objects.get(`org/${broken.ctx.organizationId}/audit/head.json`);
    await append(broken.ctx, 2);
    await broken.tamperer.changeText(2);
    await broken.tamperer.rehash(2, 5);
    await broken.tamperer.refitHead();
    const whole = elsewhere(broken.ctx);
    await append(whole, 1);
    const told = new Map<unknown, unknown>();
    const logger = {
      ...broken.ctx.logger,
      error: (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
        void told.set(fields['organizationId'], [event, fields['sequence']]),
    };
    const run = anchorAuditHeads({ ctx: { ...broken.ctx, logger } });
    await expect(run).rejects.toThrow('could not be anchored');
    expect(told.get(broken.ctx.organizationId)).toEqual(['audit.chain_broken', 4]);
    expect(told.get(whole.organizationId)).toBeUndefined();
    const { objects } = broken.ctx.ports;
    expect(await objects.get(`org/${broken.ctx.organizationId}/audit/head.json`)).toEqual(copy);
    expect(await objects.head(`org/${whole.organizationId}/audit/head.json`)).not.toBeNull();
    expect((await verifyChain(broken.ctx)).firstInvalid).toMatchObject({ sequence: 2, fault: 'changed' });
  });
});

describe('the copy of a head', () => {
  it('grows with the log over many blocks of hashes, and then names one rewritten entry among thousands', async () => {
    const { ctx, tamperer } = await makeLog(999);
    await anchorAuditHead(ctx);
    await append(ctx, 1);
    await anchorAuditHead(ctx);
    await append(ctx, 1600);
    await anchorAuditHead(ctx);
    await append(ctx, 7);
    expect(await verifyChain(ctx)).toEqual({ entries: 2607, firstInvalid: undefined });
    await tamperer.changeText(1733);
    await tamperer.rehash(1733, 2607);
    await tamperer.refitHead();
    expect((await verifyChain(ctx)).firstInvalid).toMatchObject({ sequence: 1733, fault: 'changed' });
  });

  it('is made by one of two runs at once, and by the next after one that failed at any of its writes', async () => {
    const { ctx } = await makeLog(1500);
    const { objects } = ctx.ports;
    for (const failing of [1, 2, 3]) {
      let writes = 0;
      const put: typeof objects.put = async (...call) => {
        writes += 1;
        if (writes === failing) throw new Error('out of order');
        return objects.put(...call);
      };
      const failed = anchorAuditHead({ ...ctx, ports: { ...ctx.ports, objects: { ...objects, put } } });
      await expect(failed).rejects.toThrow('out of order');
      expect(await verifyChain(ctx)).toEqual({ entries: 1500, firstInvalid: undefined });
    }
    let writes = 0;
    const put: typeof objects.put = async (...call) => {
      writes += 1;
      return objects.put(...call);
    };
    const counted = { ...ctx, ports: { ...ctx.ports, objects: { ...objects, put } } };
    await Promise.all([anchorAuditHead(counted), anchorAuditHead(counted)]);
    expect(writes).toBe(3);
    const [head] = await asOwner()`
      select anchored_sequence::int from audit_heads where organization_id = ${ctx.organizationId}`;
    expect(head?.['anchored_sequence']).toBe(1500);
  });

  it('is missed when it is gone, unreadable, or older than it was', async () => {
    const { ctx } = await makeLog(2);
    const { objects } = ctx.ports;
    const key = `org/${ctx.organizationId}/audit/head.json`;
    await anchorAuditHead(ctx);
    const old = await objects.get(key);
    await append(ctx, 2);
    await anchorAuditHead(ctx);
    const replace = [
      () => objects.put(key, old, 'application/json'),
      () => objects.put(key, Buffer.from('{"sequence": "all"}'), 'application/json'),
      () => objects.deletePrefix(key),
    ];
    for (const act of replace) {
      await act();
      const { firstInvalid } = await verifyChain(ctx);
      expect(firstInvalid).toMatchObject({ sequence: 4, id: null, fault: 'anchor_changed' });
      await append(ctx, 1);
      await expect(anchorAuditHead(ctx)).rejects.toMatchObject({ code: 'broken_chain' });
    }
  });

  it('still shows that a log was written anew when the hashes before it are gone', async () => {
    const { ctx, tamperer } = await makeLog(4);
    await anchorAuditHead(ctx);
    await ctx.ports.objects.deletePrefix(`org/${ctx.organizationId}/audit/hashes/`);
    expect(await verifyChain(ctx)).toEqual({ entries: 4, firstInvalid: undefined });
    await append(ctx, 1);
    await expect(anchorAuditHead(ctx)).rejects.toMatchObject({ code: 'broken_chain' });
    await tamperer.changeText(2);
    await tamperer.rehash(2, 5);
    await tamperer.refitHead();
    expect((await verifyChain(ctx)).firstInvalid).toMatchObject({ sequence: 4, fault: 'changed' });
  });

  it('is not waited for when the database claims that a run of another century makes it', async () => {
    const { ctx } = await makeLog(1);
    await asOwner()`update audit_heads set anchor_claimed_until = '2999-01-01'
      where organization_id = ${ctx.organizationId}`;
    await anchorAuditHead(ctx);
    expect(await ctx.ports.objects.head(`org/${ctx.organizationId}/audit/head.json`)).not.toBeNull();
  });
});

describe('work after a head was tampered with', () => {
  it('goes on, and a gap tells of it for good', async () => {
    for (const harm of ['removeHead', 'setBack'] as const) {
      const { ctx, tamperer } = await makeLog(5);
      if (harm === 'removeHead') await tamperer.removeHead();
      else await tamperer.setHead({ sequence: 3, hash: (await tamperer.links())[2]?.hash ?? '' });
      const first = await verifyAuditLog({ ctx });
      expect(first).toMatchObject({
        valid: false,
        entries: 5,
        firstInvalid: { sequence: 5, fault: 'head_changed' },
      });
      const again = await verifyAuditLog({ ctx });
      expect(again).toMatchObject({
        valid: false,
        entries: 6,
        firstInvalid: { sequence: 6, fault: 'missing' },
      });
    }
  });
});

describe('verifyAuditLog', () => {
  it('notes in the log that it was verified, after it was', async () => {
    const { ctx } = await makeLog(2);
    expect(await verifyAuditLog({ ctx })).toEqual({ valid: true, entries: 2 });
    expect(await verifyAuditLog({ ctx })).toEqual({ valid: true, entries: 3 });
    const { data } = await listAuditLog({ ctx, input: { limit: 1 } });
    expect(data[0]).toMatchObject({
      sequence: 4,
      action: 'audit_log.verified',
      actor: { type: 'user', id: ctx.actor.id },
      details: { valid: true, entries: 3 },
    });
  });
});

describe('a log that somebody with access to the database has changed', () => {
  it.each(Object.keys(tamperings))('is found out, and the first bad entry named: %s', async (name) => {
    const base = await makeContext();
    const sql = asOwner();
    const tamper = tamperings[name] ?? expect.fail();
    const shape = fc.record({ anchored: fc.nat(8), later: fc.nat(8), first: fc.nat(), second: fc.nat() });
    let tampered = 0;
    await fc.assert(
      fc.asyncProperty(shape, async ({ anchored, later, first, second }) => {
        const count = anchored + later;
        fc.pre(count > 0);
        const ctx = elsewhere(base);
        const tamperer = new Tamperer(sql, ctx.organizationId);
        await append(ctx, anchored);
        await anchorAuditHead(ctx);
        await append(ctx, later);
        expect(await verifyChain(ctx)).toEqual({ entries: count, firstInvalid: undefined });
        const [i, j] = [1 + (first % count), 1 + (second % count)];
        const expected = await tamper({ tamperer, count, anchored, i, j });
        fc.pre(expected !== undefined);
        // A log as it is now is not anchored as if it were right.
        await anchorAuditHead(ctx).catch(() => {});
        const { firstInvalid } = await verifyChain(ctx);
        expect([firstInvalid?.sequence, firstInvalid?.fault]).toEqual(expected);
        const link = (await tamperer.links()).find(({ sequence }) => sequence === firstInvalid?.sequence);
        const names = firstInvalid?.fault === 'changed' || firstInvalid?.fault === 'head_changed';
        expect(firstInvalid?.id).toBe(names && link ? JSON.parse(link.entry).id : null);
        tampered += 1;
      }),
      { numRuns: 12 },
    );
    expect(tampered).toBe(12);
  });
});
