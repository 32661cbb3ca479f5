import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { finishDocument } from '@elenchus/core/ingestion/finish-document';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq, isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Context, inputOf, makeContext, makeExtracted, readDocument } from '../support/pipeline.ts';

const sha256 = 'a'.repeat(64);

async function change(ctx: Context, id: string, changes: Partial<DocumentRow>): Promise<void> {
  await withTenant(ctx, (tx) => tx.update(documents).set(changes).where(eq(documents.id, id)));
}

/** A document of the given case whose stages are run to the end. */
async function complete(ctx: Context, id: string): Promise<void> {
  const input = inputOf(ctx, id);
  const { batches } = await chunkDocument({ ctx, input });
  for (const batch of batches) await embedChunks({ ctx, input: { ...input, batch } });
  await finishDocument({ ctx, input });
}

/** Three equal files in one case; the last one to be the original. */
async function makeThree(ctx: Context) {
  const ids = [await makeExtracted(ctx), await makeExtracted(ctx), await makeExtracted(ctx)] as const;
  const { caseId } = await readDocument(ctx, ids[0]);
  for (const id of ids) await change(ctx, id, { caseId, sha256 });
  return ids;
}

const originals = (ctx: Context) =>
  withTenant(ctx, (tx) =>
    tx.select({ id: documents.id }).from(documents).where(isNull(documents.duplicateOf)),
  );

describe('of three equal files', () => {
  it('the first to complete is the original, and each in turn takes its place when it goes', async () => {
    const ctx = await makeContext();
    const [first, second, third] = await makeThree(ctx);
    for (const id of [first, second, third]) await complete(ctx, id);
    expect((await readDocument(ctx, second)).duplicateOf).toBe(first);
    await deleteDocument({ ctx, input: { documentId: first } });
    expect(await originals(ctx)).toEqual([{ id: second }]);
    expect((await readDocument(ctx, third)).duplicateOf).toBe(second);
    await deleteDocument({ ctx, input: { documentId: second } });
    expect(await originals(ctx)).toEqual([{ id: third }]);
  });

  it('a former original hands its duplicates on when it finds another one in its place', async () => {
    const ctx = await makeContext();
    const [first, second, third] = await makeThree(ctx);
    await complete(ctx, first);
    await complete(ctx, second);
    await change(ctx, first, { status: 'processing' });
    await complete(ctx, third);
    await finishDocument({ ctx, input: inputOf(ctx, first) });
    expect((await readDocument(ctx, first)).duplicateOf).toBe(third);
    expect((await readDocument(ctx, second)).duplicateOf).toBe(third);
    await deleteDocument({ ctx, input: { documentId: first } });
    expect(await originals(ctx)).toEqual([{ id: third }]);
  });

  it('one in the middle of a chain can be deleted', async () => {
    const ctx = await makeContext();
    const [first, second, third] = await makeThree(ctx);
    await complete(ctx, first);
    await change(ctx, second, { status: 'completed', duplicateOf: first });
    await change(ctx, third, { status: 'completed', duplicateOf: second });
    await deleteDocument({ ctx, input: { documentId: second } });
    expect((await readDocument(ctx, third)).duplicateOf).toBe(first);
  });
});
