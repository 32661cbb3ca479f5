import { createCase } from '@elenchus/core/cases/create-case';
import { createConversation } from '@elenchus/core/conversations/create-conversation';
import { listMessages } from '@elenchus/core/conversations/list-messages';
import { postMessage } from '@elenchus/core/conversations/post-message';
import { createUploads } from '@elenchus/core/documents/create-uploads';
import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { getDocumentFile } from '@elenchus/core/documents/get-document-file';
import { reprocessDocuments } from '@elenchus/core/documents/reprocess-documents';
import { updateDocument } from '@elenchus/core/documents/update-document';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { extractDocument } from '@elenchus/core/ingestion/extract-document';
import { failDocument } from '@elenchus/core/ingestion/fail-document';
import { finishDocument } from '@elenchus/core/ingestion/finish-document';
import { inspectDocument } from '@elenchus/core/ingestion/inspect-document';
import type { DocumentParser } from '@elenchus/core/parsing/parser-port';
import type { ObjectStore } from '@elenchus/core/platform/object-store-port';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditOf } from '../support/audit.ts';
import { type Context, inputOf, makeContext, makeDocument, makeExtracted } from '../support/pipeline.ts';

const sha256 = 'a'.repeat(64);

/** A store that has a readable file wherever it is asked. */
async function makeFirm(): Promise<Context & { readonly ports: { uploads: { maxUploadBytes: number } } }> {
  const ctx = await makeContext();
  const objects: ObjectStore = {
    ...ctx.ports.objects,
    createUploadForm: async () => ({ url: 'https://s3.example', fields: {} }),
    createDownloadUrl: async () => 'https://s3.example/file',
    digest: async () => ({ sizeBytes: 7, sha256, beginning: new TextEncoder().encode('Payment') }),
  };
  return { ...ctx, ports: { ...ctx.ports, objects, uploads: { maxUploadBytes: 1_000 } } };
}

const set = (ctx: Context, id: string, changes: Partial<DocumentRow>) =>
  withTenant(ctx, (tx) => tx.update(documents).set(changes).where(eq(documents.id, id)));

describe('what a person does', () => {
  it('stands in the audit log, with who did it and to what, and without a word of the content', async () => {
    const ctx = await makeFirm();
    const { id: caseId } = await createCase({ ctx, input: { clientName: 'A secret client' } });
    const files = [{ fileName: 'a.txt', sizeBytes: 7, sha256 }];
    const { uploads } = await createUploads({ ctx, input: { caseId, files } });
    const documentId = uploads[0]?.documentId ?? expect.fail();
    await set(ctx, documentId, { status: 'completed', originalVersionId: 'v1', sha256 });
    await updateDocument({ ctx, input: { documentId, tags: ['secret'], practiceArea: undefined } });
    await getDocumentFile({ ctx, input: { documentId } });
    await reprocessDocuments({ ctx, input: { documentIds: [documentId] } });
    const conversation = await createConversation({ ctx, input: { caseId, title: 'A secret' } });
    await postMessage({
      ctx,
      input: { conversationId: conversation.id, content: 'A secret question', useRetrieval: false },
    });
    await deleteDocument({ ctx, input: { documentId } });
    const messages = await listMessages({ ctx, input: { conversationId: conversation.id, limit: 10 } });
    const question = messages.data.find(({ role }) => role === 'user');
    const entries = await auditOf(ctx);
    const document = { type: 'document', id: documentId };
    expect(entries.map(({ action, resource, details }) => [action, resource, details])).toEqual([
      ['case.created', { type: 'case', id: caseId }, {}],
      ['document.announced', document, { caseId, fileName: 'a.txt', sizeBytes: 7, sha256 }],
      ['document.updated', document, { changed: ['tags'] }],
      ['document.file_read', document, { versionId: 'v1' }],
      ['document.reprocess_requested', document, { attempt: 2 }],
      ['conversation.created', { type: 'conversation', id: conversation.id }, { caseId, documentIds: [] }],
      ['message.created', { type: 'message', id: question?.id }, { conversationId: conversation.id }],
      ['document.deleted', document, { fileName: 'a.txt', sha256 }],
    ]);
    const actor = { type: 'user', id: ctx.actor.id };
    expect(entries.map((entry) => entry.actor)).toEqual(entries.map(() => actor));
    expect(JSON.stringify(entries)).not.toContain('secret');
  });

  it('is named by the API key that did it', async () => {
    const ctx = await makeFirm();
    const id = ctx.newId();
    await createCase({
      ctx: { ...ctx, actor: { kind: 'apiKey', id, agentType: null } },
      input: { clientName: 'X' },
    });
    expect((await auditOf(ctx)).map(({ actor }) => actor)).toEqual([{ type: 'apiKey', id }]);
  });

  it('leaves no entry when it was refused', async () => {
    const ctx = await makeFirm();
    const documentId = await makeDocument(ctx);
    const before = await auditOf(ctx);
    const refused = [
      updateDocument({ ctx, input: { documentId, tags: ['x'], version: 7 } }),
      updateDocument({ ctx, input: { documentId, tags: ['x'], ifMatch: [7] } }),
      getDocumentFile({ ctx, input: { documentId } }),
      reprocessDocuments({ ctx, input: { documentIds: [documentId] } }),
    ];
    const codes = (await Promise.allSettled(refused)).map(
      (each) => each.status === 'rejected' && each.reason.code,
    );
    expect(codes).toEqual(['conflict', 'precondition_failed', 'conflict', 'conflict']);
    expect(await auditOf(ctx)).toEqual(before);
  });

  it('tells of each file that goes with the one that is deleted', async () => {
    const ctx = await makeFirm();
    const documentId = await makeDocument(ctx, { fileName: 'mail.eml', sha256 });
    const inside = await makeDocument(ctx, { fileName: 'inside.txt', parentDocumentId: documentId });
    await deleteDocument({ ctx, input: { documentId } });
    const entries = await auditOf(ctx, 'document.deleted');
    expect(entries.map(({ resource, details }) => [resource?.id, details])).toEqual([
      [documentId, { fileName: 'mail.eml', sha256 }],
      [inside, { fileName: 'inside.txt', sha256: null }],
    ]);
  });
});

describe('what the pipeline does', () => {
  const pipeline = (ctx: Context) =>
    auditOf(ctx, 'document.announced', 'document.received', 'document.processed');
  const system = { type: 'system', id: null };

  it('is told once in an attempt, also when steps run again and at once', async () => {
    const ctx = await makeFirm();
    const id = await makeExtracted(ctx);
    const { actor: _, ...job } = ctx;
    const input = inputOf(ctx, id);
    await Promise.all([inspectDocument({ ctx: job, input }), inspectDocument({ ctx: job, input })]);
    await inspectDocument({ ctx: job, input });
    const { batches } = await chunkDocument({ ctx: job, input });
    for (const batch of batches) await embedChunks({ ctx: job, input: { ...input, batch } });
    await Promise.all([finishDocument({ ctx: job, input }), finishDocument({ ctx: job, input })]);
    await failDocument({ ctx: job, input: { ...input, error: { Error: 'States.Timeout' } } });
    const chunkCount = batches.at(-1)?.to;
    const resource = { type: 'document', id };
    expect(await pipeline(ctx)).toEqual([
      {
        action: 'document.received',
        actor: system,
        resource,
        details: { attempt: 1, versionId: 'v1', sha256, sizeBytes: 7 },
      },
      {
        action: 'document.processed',
        actor: system,
        resource,
        details: { attempt: 1, status: 'completed', pageCount: null, chunkCount, vectorCount: chunkCount },
      },
    ]);
    await set(ctx, id, { status: 'pending', attempt: 2 });
    await inspectDocument({ ctx: job, input: { ...input, attempt: 2 } });
    expect((await pipeline(ctx)).slice(2)).toMatchObject([
      { action: 'document.received', details: { attempt: 2 } },
    ]);
  });

  it('tells of a file that is not the announced one what it is, and that it was rejected', async () => {
    const ctx = await makeFirm();
    const id = await makeDocument(ctx, {
      status: 'pending',
      originalVersionId: 'v1',
      announcedSha256: 'b'.repeat(64),
    });
    await inspectDocument({ ctx, input: inputOf(ctx, id) });
    await inspectDocument({ ctx, input: inputOf(ctx, id) });
    expect((await pipeline(ctx)).map(({ action, details }) => [action, details])).toEqual([
      ['document.received', { attempt: 1, versionId: 'v1', sha256, sizeBytes: 7 }],
      ['document.processed', { attempt: 1, status: 'rejected', failureCode: 'hash_mismatch' }],
    ]);
  });

  it('tells once that an attempt has failed', async () => {
    const ctx = await makeFirm();
    const id = await makeDocument(ctx, { status: 'processing', originalVersionId: 'v1' });
    const fail = () =>
      failDocument({ ctx, input: { ...inputOf(ctx, id), error: { Error: 'States.Timeout' } } });
    await Promise.all([fail(), fail()]);
    expect((await pipeline(ctx)).map(({ details }) => details)).toEqual([
      { attempt: 1, status: 'failed', failureCode: 'timeout' },
    ]);
  });

  it('tells where a file inside of another came from, and that one too deep is not read', async () => {
    const ctx = await makeFirm();
    const files = [{ fileName: 'inside.txt', content: new TextEncoder().encode('Payment') }];
    const extracted = {
      text: 'x',
      pages: [{ page: 1, start: 0, end: 1, source: 'text' as const }],
      headings: [],
    };
    const parser: DocumentParser = {
      parse: async () => ({ outcome: 'parsed', extracted, embedded: files }),
      renderPage: () => expect.fail('not asked for here'),
    };
    const extract = async (familyDepth: number) => {
      const id = await makeDocument(ctx, {
        fileName: 'mail.eml',
        mediaType: 'message/rfc822',
        status: 'processing',
        originalVersionId: 'v1',
        familyDepth,
      });
      const call = { ctx: { ...ctx, ports: { ...ctx.ports, parser } }, input: inputOf(ctx, id) };
      await extractDocument(call);
      await extractDocument(call);
      return id;
    };
    const parents = [await extract(0), await extract(16)];
    const announced = parents.map((parentDocumentId) => [
      'document.announced',
      { fileName: 'inside.txt', parentDocumentId },
    ]);
    const processed = ['document.processed', { status: 'rejected', failureCode: 'too_complex' }];
    const entries = await pipeline(ctx);
    expect(entries.map(({ action, details }) => [action, details])).toMatchObject([...announced, processed]);
  });
});
