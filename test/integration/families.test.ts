import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { originalKey } from '@elenchus/core/documents/object-keys';
import { extractDocument } from '@elenchus/core/ingestion/extract-document';
import { reconcileDocuments } from '@elenchus/core/ingestion/reconcile-documents';
import { startIngestion } from '@elenchus/core/ingestion/start-ingestion';
import type { DocumentParser, EmbeddedFile, ParsedFile } from '@elenchus/core/parsing/parser-port';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  type Context,
  inputOf,
  makeContext,
  makeDocument,
  notingMachine,
  readDocument,
} from '../support/pipeline.ts';

const text = 'Subject: Lease\n\nSee the attached.';
const extracted = {
  text,
  pages: [{ page: 1, start: 0, end: text.length, source: 'text' as const }],
  headings: [],
};
const email = {
  messageId: 'b@x',
  inReplyTo: 'a@x',
  references: ['a@x'],
  from: 'a@x.example',
  to: ['b@x.example'],
  cc: [],
  subject: 'Lease',
  sentAt: '2020-02-03T10:00:00.000Z',
};

/** A parser that has read this, whatever the file. */
function parserOf(parsed: Partial<ParsedFile>): DocumentParser {
  return {
    parse: async () => ({ outcome: 'parsed', extracted, ...parsed }),
    renderPage: () => expect.fail('not asked for here'),
  };
}

const file = (fileName: string | null, content: string): EmbeddedFile => ({
  fileName,
  content: new TextEncoder().encode(content),
});

async function makeEmail(ctx: Context, changes: Parameters<typeof makeDocument>[1] = {}) {
  return makeDocument(ctx, {
    fileName: 'mail.eml',
    mediaType: 'message/rfc822',
    status: 'processing',
    originalVersionId: 'v1',
    ...changes,
  });
}

const extract = (ctx: Context, id: string, parsed: Partial<ParsedFile>) =>
  extractDocument({
    ctx: { ...ctx, ports: { ...ctx.ports, parser: parserOf(parsed) } },
    input: inputOf(ctx, id),
  });

function change(ctx: Context, id: string, changes: Partial<DocumentRow>) {
  return withTenant(ctx, (tx) => tx.update(documents).set(changes).where(eq(documents.id, id)));
}

function childrenOf(ctx: Context, parentId: string) {
  return withTenant(ctx, (tx) =>
    tx
      .select()
      .from(documents)
      .where(eq(documents.parentDocumentId, parentId))
      .orderBy(asc(documents.fileName)),
  );
}

describe('files inside of a document', () => {
  it('become documents of the same case and batch, whose content starts their own pipeline', async () => {
    const { machine, started } = notingMachine();
    const ctx = await makeContext(machine);
    const id = await makeEmail(ctx);
    const result = await extract(ctx, id, { email, embedded: [file('lease.pdf', 'PDF'), file(null, '')] });
    expect(result).toEqual({ outcome: 'continue', batches: [] });
    const parent = await readDocument(ctx, id);
    expect(parent.email).toMatchObject({ messageId: 'b@x', subject: 'Lease', sentAt: email.sentAt });
    expect(parent.documentDate).toBe('2020-02-03');
    const children = await childrenOf(ctx, id);
    expect(children.map((child) => [child.fileName, child.status, child.sizeBytes])).toEqual([
      ['attachment-2', 'awaiting_upload', 0],
      ['lease.pdf', 'awaiting_upload', 3],
    ]);
    for (const child of children) {
      expect(child).toMatchObject({ caseId: parent.caseId, batchId: parent.batchId, familyDepth: 1 });
      const stored = await ctx.ports.objects.get(originalKey(ctx.organizationId, child.id));
      expect(stored.length).toBe(child.sizeBytes);
      await startIngestion({ ctx, input: { documentId: child.id, versionId: 'v1' } });
    }
    expect(started.toSorted()).toEqual(children.map((child) => `${child.id}-1`).toSorted());
  });

  it('are filed once, however often the step runs, equal ones too', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    const embedded = [file('a.txt', 'same'), file('a.txt', 'same'), file('b.txt', 'other')];
    await Promise.all([extract(ctx, id, { embedded }), extract(ctx, id, { embedded })]);
    const [first] = await childrenOf(ctx, id);
    await startIngestion({ ctx, input: { documentId: first?.id ?? '', versionId: 'v1' } });
    await extract(ctx, id, { embedded });
    const children = await childrenOf(ctx, id);
    expect(children.map(({ fileName }) => fileName)).toEqual(['a.txt', 'a.txt', 'b.txt']);
    expect(children.map(({ status }) => status).toSorted()).toEqual([
      'awaiting_upload',
      'awaiting_upload',
      'pending',
    ]);
  });

  it('are put when their step comes back late, even after they were given up', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    const crash = new Error('killed');
    const objects = { ...ctx.ports.objects, put: () => Promise.reject(crash) };
    const dying = { ...ctx, ports: { ...ctx.ports, objects } };
    await expect(extract(dying, id, { embedded: [file('a.txt', 'x')] })).rejects.toThrow(crash);
    const later = { ...ctx, clock: () => new Date(Date.now() + 3 * 3_600_000) };
    // While the document that they stand in is under way, nobody gives them up.
    await reconcileDocuments({ ctx: later });
    expect(await childrenOf(ctx, id)).toMatchObject([{ status: 'awaiting_upload' }]);
    const failed = { status: 'failed', failureCode: 'internal', failureMessage: '-' } as const;
    await change(ctx, id, failed);
    await reconcileDocuments({ ctx: later });
    expect(await childrenOf(ctx, id)).toMatchObject([{ status: 'rejected', failureCode: 'upload_expired' }]);
    await change(ctx, id, { status: 'processing', failureCode: null, failureMessage: null, attempt: 2 });
    const parser = parserOf({ embedded: [file('a.txt', 'x')] });
    await extractDocument({
      ctx: { ...ctx, ports: { ...ctx.ports, parser } },
      input: inputOf(ctx, id, 2),
    });
    const [child] = await childrenOf(ctx, id);
    expect(child).toMatchObject({ status: 'awaiting_upload', failureCode: null });
    expect(await ctx.ports.objects.head(originalKey(ctx.organizationId, child?.id ?? ''))).not.toBeNull();
  });

  it('stay away once a person has deleted them', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    const embedded = [file('a.txt', 'x'), file('secret.txt', 'y')];
    await extract(ctx, id, { embedded });
    const [, secret] = await childrenOf(ctx, id);
    await deleteDocument({ ctx, input: { documentId: secret?.id ?? '' } });
    await change(ctx, id, { status: 'processing' });
    await extract(ctx, id, { embedded });
    expect((await childrenOf(ctx, id)).map(({ fileName }) => fileName)).toEqual(['a.txt']);
  });

  it('carry no name or header that cannot be stored', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    const hostile = { ...email, subject: 'a\0b\ud800', from: '\0', sentAt: '+010000-01-01T00:00:00.000Z' };
    await extract(ctx, id, { email: hostile, title: 'a\0b', embedded: [file('../\0x.txt', 'x')] });
    const stored = await readDocument(ctx, id);
    expect(stored.email).toMatchObject({ subject: 'ab\ufffd', from: '', sentAt: null });
    expect(stored).toMatchObject({ title: 'ab', documentDate: null });
    expect(await childrenOf(ctx, id)).toMatchObject([{ fileName: '.._x.txt' }]);
  });

  it('are listed, with the reason, where they stand too deep to be read', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx, { familyDepth: 16 });
    await extract(ctx, id, { embedded: [file('deep.eml', 'x')] });
    expect(await childrenOf(ctx, id)).toMatchObject([{ status: 'rejected', failureCode: 'too_complex' }]);
    expect(await readDocument(ctx, id)).toMatchObject({ status: 'processing' });
  });

  it('go with the document that they stand in, with all objects', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    await extract(ctx, id, { embedded: [file('inner.eml', 'x'), file('a.txt', 'y')] });
    const [, inner] = await childrenOf(ctx, id);
    await withTenant(ctx, (tx) =>
      tx
        .update(documents)
        .set({ status: 'processing' })
        .where(eq(documents.id, inner?.id ?? '')),
    );
    await extract(ctx, inner?.id ?? '', { embedded: [file('leaf.txt', 'z')] });
    expect(await childrenOf(ctx, inner?.id ?? '')).toHaveLength(1);
    await deleteDocument({ ctx, input: { documentId: id } });
    const left = await withTenant(ctx, (tx) => tx.select({ id: documents.id }).from(documents));
    expect(left).toEqual([]);
    expect([...(ctx.ports.objects as unknown as { objects: Map<string, unknown> }).objects.keys()]).toEqual(
      [],
    );
  });

  it('are not filed for a document that is deleted meanwhile', async () => {
    const ctx = await makeContext();
    const id = await makeEmail(ctx);
    const parser: DocumentParser = {
      ...parserOf({}),
      parse: async () => {
        await deleteDocument({ ctx, input: { documentId: id } });
        return { outcome: 'parsed', extracted, embedded: [file('a.txt', 'y')] };
      },
    };
    const result = await extractDocument({
      ctx: { ...ctx, ports: { ...ctx.ports, parser } },
      input: inputOf(ctx, id),
    });
    expect(result.outcome).toBe('ended');
    expect(await childrenOf(ctx, id)).toEqual([]);
  });
});
