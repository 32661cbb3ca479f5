import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { failDocument } from '@elenchus/core/ingestion/fail-document';
import { finishDocument } from '@elenchus/core/ingestion/finish-document';
import type { IngestionMachine } from '@elenchus/core/ingestion/ingestion-machine-port';
import { reconcileDocuments } from '@elenchus/core/ingestion/reconcile-documents';
import { startIngestion } from '@elenchus/core/ingestion/start-ingestion';
import { documentEvents, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  inputOf,
  makeContext,
  makeDocument,
  makeExtracted,
  notingMachine,
  readDocument as read,
} from '../support/pipeline.ts';

describe('the steps', () => {
  it('can all be run again, late and twice at once, without doubling or losing anything', async () => {
    const ctx = await makeContext();
    const input = inputOf(ctx, await makeExtracted(ctx));
    const { batches } = await chunkDocument({ ctx, input });
    const embedAll = () =>
      Promise.all(batches.map((batch) => embedChunks({ ctx, input: { ...input, batch } })));
    await Promise.all([embedAll(), embedAll()]);
    await chunkDocument({ ctx, input });
    const { chunkCount, vectorCount } = await read(ctx, input.documentId);
    expect(chunkCount).toBeGreaterThan(3);
    expect(vectorCount).toBe(chunkCount);
    const outcomes = await Promise.all([finishDocument({ ctx, input }), finishDocument({ ctx, input })]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['continue', 'ended']);
    expect(await read(ctx, input.documentId)).toMatchObject({
      status: 'completed',
      textRevision: 1,
      chunkCount,
    });
  });

  it('never complete a document that lacks a vector', async () => {
    const ctx = await makeContext();
    const input = inputOf(ctx, await makeExtracted(ctx));
    await chunkDocument({ ctx, input });
    await expect(finishDocument({ ctx, input })).rejects.toMatchObject({ code: 'incomplete_vectors' });
    expect((await read(ctx, input.documentId)).status).toBe('processing');
  });

  it('of an attempt that was superseded write nothing', async () => {
    const ctx = await makeContext();
    const input = inputOf(ctx, await makeExtracted(ctx));
    await withTenant(ctx, (tx) =>
      tx.update(documents).set({ attempt: 2 }).where(eq(documents.id, input.documentId)),
    );
    const before = await read(ctx, input.documentId);
    expect((await chunkDocument({ ctx, input })).outcome).toBe('ended');
    await failDocument({ ctx, input: { ...input, error: { Error: 'States.Timeout' } } });
    expect(await read(ctx, input.documentId)).toEqual(before);
  });

  it('end failed with a reason when every retry has failed', async () => {
    const ctx = await makeContext();
    const id = await makeExtracted(ctx);
    await failDocument({ ctx, input: { ...inputOf(ctx, id), error: { Error: 'States.Timeout' } } });
    expect(await read(ctx, id)).toMatchObject({ status: 'failed', failureCode: 'timeout', progress: 1 });
  });
});

describe('a start', () => {
  it('takes the first version, and a repeated or late event starts the same attempt or nothing', async () => {
    const { machine, started } = notingMachine();
    const ctx = await makeContext(machine);
    const documentId = await makeDocument(ctx);
    await Promise.all(
      ['v1', 'v1', 'v1'].map((versionId) => startIngestion({ ctx, input: { documentId, versionId } })),
    );
    expect(new Set(started)).toEqual(new Set([`${documentId}-1`]));
    await withTenant(ctx, (tx) =>
      tx.update(documents).set({ status: 'completed' }).where(eq(documents.id, documentId)),
    );
    const before = started.length;
    await startIngestion({ ctx, input: { documentId, versionId: 'v2' } });
    expect([started.length, (await read(ctx, documentId)).originalVersionId]).toEqual([before, 'v1']);
  });
});

describe('the reconciler', () => {
  const longAgo = new Date(Date.now() - 3_600_000);

  it('starts what arrived without an event, and what was to start but did not', async () => {
    const { machine, started } = notingMachine('unknown');
    const ctx = await makeContext(machine);
    const arrived = await makeDocument(ctx);
    await ctx.ports.objects.put(
      `org/${ctx.organizationId}/documents/${arrived}/original`,
      new Uint8Array(1),
      'x',
    );
    const awaited = await makeDocument(ctx, { uploadExpiresAt: new Date(Date.now() + 60_000) });
    const pending = await makeDocument(ctx, { status: 'pending', originalVersionId: 'v1', attempt: 2 });
    await reconcileDocuments({ ctx });
    expect(started).toEqual(expect.arrayContaining([`${arrived}-1`, `${pending}-2`]));
    expect(started).not.toContain(`${awaited}-1`);
  });

  it('begins a new attempt when an execution ended without the document, at most twice', async () => {
    const { machine, started } = notingMachine('ended');
    const ctx = await makeContext(machine);
    const id = await makeDocument(ctx, { status: 'processing', attempt: 7, updatedAt: longAgo });
    for (const attempt of [8, 9]) {
      await reconcileDocuments({ ctx });
      expect(started).toContain(`${id}-${attempt}`);
      await withTenant(ctx, (tx) =>
        tx.update(documents).set({ updatedAt: longAgo }).where(eq(documents.id, id)),
      );
    }
    await reconcileDocuments({ ctx });
    expect(await read(ctx, id)).toMatchObject({ status: 'failed', failureCode: 'internal', attempt: 9 });
  });

  it('leaves alone what completes while it looks', async () => {
    const ctx = await makeContext();
    const id = await makeDocument(ctx, { status: 'pending', updatedAt: longAgo });
    const started: string[] = [];
    const machine: IngestionMachine = {
      start: async ({ documentId }) => void started.push(documentId),
      state: async ({ documentId }) => {
        if (documentId !== id) return 'running';
        await withTenant(ctx, (tx) =>
          tx.update(documents).set({ status: 'completed' }).where(eq(documents.id, id)),
        );
        return 'ended';
      },
    };
    await reconcileDocuments({ ctx: { ...ctx, ports: { ...ctx.ports, machine } } });
    expect([(await read(ctx, id)).status, started]).toEqual(['completed', []]);
  });

  it('rejects an upload that never came, and says so in its events', async () => {
    const ctx = await makeContext();
    const id = await makeDocument(ctx, { uploadExpiresAt: new Date(Date.now() - 2 * 3_600_000) });
    await reconcileDocuments({ ctx });
    expect(await read(ctx, id)).toMatchObject({ status: 'rejected', failureCode: 'upload_expired' });
    const events = await withTenant(ctx, (tx) =>
      tx.select().from(documentEvents).where(eq(documentEvents.documentId, id)),
    );
    expect(events.map(({ status }) => status)).toEqual(['rejected']);
  });

  it('removes the objects that a crash left of a deleted document', async () => {
    const ctx = await makeContext();
    const id = await makeDocument(ctx, { status: 'completed' });
    const key = `org/${ctx.organizationId}/documents/${id}/original`;
    await ctx.ports.objects.put(key, new Uint8Array(1), 'x');
    const failing = { ...ctx.ports.objects, deletePrefix: async () => expect.fail('the store is away') };
    const deletion = deleteDocument({
      ctx: { ...ctx, ports: { ...ctx.ports, objects: failing } },
      input: { documentId: id },
    });
    await expect(deletion).rejects.toThrow('away');
    expect(await ctx.ports.objects.head(key)).not.toBeNull();
    await reconcileDocuments({ ctx });
    expect(await ctx.ports.objects.head(key)).toBeNull();
  });
});

describe('a deletion', () => {
  it('of one document by many at once ends with one deleting it, the others not finding it', async () => {
    const ctx = await makeContext();
    const id = await makeDocument(ctx, { status: 'completed' });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => deleteDocument({ ctx, input: { documentId: id } })),
    );
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'deleted'));
    expect(codes.toSorted()).toEqual(['deleted', ...Array(5).fill('not_found')]);
  });
});
