import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import { createCase } from '@elenchus/core/cases/create-case';
import type { IngestionMachine } from '@elenchus/core/ingestion/ingestion-machine-port';
import type { TenantContext, UserContext } from '@elenchus/core/platform/context';
import { ObjectMissingError, type ObjectStore } from '@elenchus/core/platform/object-store-port';
import type { Ports } from '@elenchus/core/platform/ports';
import { type DocumentRow, documents, textRevisions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { makeTenant, openTestDatabase } from './tenants.ts';

/** An object store in memory with what the steps under test ask of it. */
function memoryStore(): ObjectStore & { readonly objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const unused = () => expect.fail('not asked for here');
  return {
    objects,
    put: async (key, body) => void objects.set(key, body),
    get: async (key) => {
      const found = objects.get(key);
      if (found === undefined) throw new ObjectMissingError(key);
      return found;
    },
    head: async (key) => (objects.has(key) ? { sizeBytes: 1, versionId: 'v1' } : null),
    deletePrefix: async (prefix) => {
      for (const key of objects.keys()) if (key.startsWith(prefix)) objects.delete(key);
    },
    digest: unused,
    // The files of these tests are never opened: the parser is told what they hold.
    withLocalCopy: (key, _versionId, work) => work(key),
    createUploadForm: unused,
    createDownloadUrl: unused,
    check: unused,
  };
}

/** A state machine that only notes what was started. */
export function notingMachine(state: Awaited<ReturnType<IngestionMachine['state']>> = 'unknown') {
  const started: string[] = [];
  const machine: IngestionMachine = {
    start: async ({ documentId, attempt }) => void started.push(`${documentId}-${attempt}`),
    state: async () => state,
  };
  return { machine, started };
}

export type Context = UserContext<'db' | 'objects' | 'machine' | 'embedder'>;

export async function makeContext(machine: IngestionMachine = notingMachine().machine): Promise<Context> {
  const ctx = await makeTenant(openTestDatabase());
  const ports = { ...ctx.ports, objects: memoryStore(), machine, embedder: new OfflineEmbedder(64) };
  return { ...ctx, ports } satisfies TenantContext<
    keyof Pick<Ports, 'db' | 'objects' | 'machine' | 'embedder'>
  >;
}

export async function makeDocument(ctx: Context, changes: Partial<DocumentRow> = {}): Promise<string> {
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  const id = ctx.newId();
  const now = ctx.clock();
  await withTenant(ctx, (tx) =>
    tx.insert(documents).values({
      id,
      organizationId: ctx.organizationId,
      caseId,
      batchId: ctx.newId(),
      fileName: 'a.txt',
      sizeBytes: 1,
      uploadExpiresAt: now,
      createdAt: now,
      updatedAt: now,
      ...changes,
    }),
  );
  return id;
}

/** The row of a document, which has to be there. */
export async function readDocument(ctx: Context, id: string): Promise<DocumentRow> {
  const [row] = await withTenant(ctx, (tx) => tx.select().from(documents).where(eq(documents.id, id)));
  return row ?? expect.fail('no such document');
}

/** A document whose text is there, as after `extract`. */
export async function makeExtracted(ctx: Context): Promise<string> {
  const id = await makeDocument(ctx, { status: 'processing', originalVersionId: 'v1' });
  const text = 'Rent is due monthly. '.repeat(200);
  const key = `org/${ctx.organizationId}/documents/${id}/text/1.json`;
  const extracted = { text, pages: [{ page: 1, start: 0, end: text.length, source: 'text' }], headings: [] };
  await ctx.ports.objects.put(key, new TextEncoder().encode(JSON.stringify(extracted)), 'application/json');
  await withTenant(ctx, (tx) =>
    tx.insert(textRevisions).values({
      organizationId: ctx.organizationId,
      documentId: id,
      revision: 1,
      textKey: key,
      textLength: text.length,
      pageCount: 1,
      pagesWithText: 1,
      pagesByOcr: 0,
      titleText: 'a',
      createdAt: ctx.clock(),
    }),
  );
  return id;
}

/** What the tasks of an attempt get. */
export const inputOf = (ctx: Context, documentId: string, attempt = 1) => ({
  organizationId: ctx.organizationId,
  documentId,
  attempt,
});
