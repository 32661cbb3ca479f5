import { recordAudit } from '@elenchus/core/audit/record-audit';
import { createCase } from '@elenchus/core/cases/create-case';
import { createUploads } from '@elenchus/core/documents/create-uploads';
import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { getDocumentCustody } from '@elenchus/core/documents/get-document-custody';
import { getDocumentFile } from '@elenchus/core/documents/get-document-file';
import { updateDocument } from '@elenchus/core/documents/update-document';
import { createApiKey } from '@elenchus/core/identity/create-api-key';
import { failDocument } from '@elenchus/core/ingestion/fail-document';
import { inspectDocument } from '@elenchus/core/ingestion/inspect-document';
import type { UploadSettings } from '@elenchus/core/platform/settings';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Context, inputOf, makeContext, makeDocument } from '../support/pipeline.ts';

const announced = 'a'.repeat(64);
const arrived = 'b'.repeat(64);
const uploads: UploadSettings = { maxUploadBytes: 1000 };

/** The ports of somebody whose files are all the same. */
async function makeFirm(
  sha256: string,
): Promise<Context & { readonly ports: { readonly uploads: UploadSettings } }> {
  const ctx = await makeContext();
  const objects = {
    ...ctx.ports.objects,
    createUploadForm: async () => ({ url: 'https://s3.example', fields: {} }),
    createDownloadUrl: async () => 'https://s3.example/file',
    digest: async () => ({ sizeBytes: 7, sha256, beginning: new TextEncoder().encode('Payment') }),
  };
  return { ...ctx, ports: { ...ctx.ports, objects, uploads } };
}

describe('getDocumentCustody', () => {
  it('tells who uploaded a document, what arrived when, and what was done with it, also after it is deleted', async () => {
    const ctx = await makeFirm(arrived);
    const { apiKey } = await createApiKey({
      ctx,
      input: { name: 'The scanner', scopes: ['documents:write'] },
    });
    const scanner = { ...ctx, actor: { kind: 'apiKey' as const, id: apiKey.id, agentType: null } };
    const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
    const files = [{ fileName: 'will.txt', sizeBytes: 7, sha256: announced }];
    const documentId =
      (await createUploads({ ctx: scanner, input: { caseId, files } })).uploads[0]?.documentId ??
      expect.fail();
    await withTenant(ctx, (tx) =>
      tx
        .update(documents)
        .set({ status: 'pending', originalVersionId: 'v1' })
        .where(eq(documents.id, documentId)),
    );
    const { actor: _, ...job } = ctx;
    await inspectDocument({ ctx: job, input: inputOf(ctx, documentId) });
    await failDocument({
      ctx: job,
      input: { ...inputOf(ctx, documentId), error: { Error: 'States.Timeout' } },
    });
    await getDocumentFile({ ctx, input: { documentId } });
    await updateDocument({ ctx, input: { documentId, tags: ['estate'] } });
    const read = (input: { limit: number; cursor?: string | undefined }) =>
      getDocumentCustody({ ctx, input: { documentId, ...input } });
    expect(await read({ limit: 1 })).toMatchObject({ documentId, fileName: 'will.txt', sha256: arrived });
    await deleteDocument({ ctx, input: { documentId } });

    const whole = await read({ limit: 100 });
    expect(whole).toMatchObject({ documentId, fileName: 'will.txt', sha256: arrived, nextCursor: null });
    expect(whole.data.map(({ action, actor }) => [action, actor.id])).toEqual([
      ['document.announced', apiKey.id],
      ['document.received', null],
      ['document.processed', null],
      ['document.file_read', ctx.actor.id],
      ['document.updated', ctx.actor.id],
      ['document.deleted', ctx.actor.id],
    ]);
    expect(whole.data[1]?.details).toMatchObject({ sha256: arrived, sizeBytes: 7, versionId: 'v1' });
    expect(whole.actors).toEqual([
      { type: 'user', id: ctx.actor.id, name: 'Test Owner', email: `${ctx.actor.id}@test.example` },
      { type: 'apiKey', id: apiKey.id, name: 'The scanner', email: null },
    ]);

    const pages = [await read({ limit: 4 })];
    pages.push(await read({ limit: 4, cursor: pages[0]?.nextCursor ?? expect.fail() }));
    expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
    expect(pages[1]?.nextCursor).toBeNull();
  });

  it('does not take the hash that was announced for the one of a file that never came', async () => {
    const ctx = await makeFirm(arrived);
    const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
    const files = [{ fileName: 'will.txt', sizeBytes: 7, sha256: announced }];
    const { uploads: forms } = await createUploads({ ctx, input: { caseId, files } });
    const documentId = forms[0]?.documentId ?? expect.fail();
    const before = await getDocumentCustody({ ctx, input: { documentId, limit: 10 } });
    expect(before).toMatchObject({ fileName: 'will.txt', sha256: null });
    await deleteDocument({ ctx, input: { documentId } });
    const after = await getDocumentCustody({ ctx, input: { documentId, limit: 10 } });
    expect(after).toMatchObject({ fileName: 'will.txt', sha256: null });
  });

  it('knows a document of which the log says nothing, and none of another organization', async () => {
    const ctx = await makeFirm(arrived);
    const documentId = await makeDocument(ctx, { fileName: 'old.txt', sha256: arrived });
    expect(await getDocumentCustody({ ctx, input: { documentId, limit: 10 } })).toEqual({
      documentId,
      fileName: 'old.txt',
      sha256: arrived,
      data: [],
      nextCursor: null,
      actors: [],
    });
    await withTenant(ctx, (tx) =>
      recordAudit(ctx, tx, { action: 'document.deleted', resource: { type: 'document', id: documentId } }),
    );
    const stranger = await makeContext();
    for (const [who, id] of [
      [stranger, documentId],
      [ctx, ctx.newId()],
    ] as const) {
      const read = getDocumentCustody({ ctx: who, input: { documentId: id, limit: 10 } });
      await expect(read).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('tells nothing of what is no document, which only admins may read', async () => {
    const ctx = await makeFirm(arrived);
    const { apiKey } = await createApiKey({
      ctx,
      input: { name: 'The scanner', scopes: ['documents:read'] },
    });
    const read = getDocumentCustody({ ctx, input: { documentId: apiKey.id, limit: 10 } });
    await expect(read).rejects.toMatchObject({ code: 'not_found' });
  });
});
