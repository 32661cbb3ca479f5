import { createHash } from 'node:crypto';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray } from 'drizzle-orm';
import { announcedContentType } from '../documents/content-type.ts';
import { originalKey } from '../documents/object-keys.ts';
import type { EmbeddedFile } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { embeddedDocumentId } from './embedded-document-id.ts';

/** Files inside of files inside of files: deeper ones are listed, but not read. */
const deepest = 16;
/** As long as for an announced upload; the reconciler looks after both. */
const uploadLifeMs = 3_600_000;
const atOnce = 8;

/**
 * Makes a document of each file that stands inside of another, and puts its content where an upload would:
 * that starts its own pipeline, for which the parent does not wait. Safe to repeat: the row comes first, and
 * content is put only for rows that wait for it.
 */
export async function fileEmbeddedDocuments(
  ctx: TenantContext<'db' | 'objects'>,
  parent: DocumentRow,
  files: readonly EmbeddedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map((file, index) => rowOf(ctx, parent, file, index));
  const waiting = await withTenant(ctx, async (tx) => {
    // Deleted meanwhile: then its files are not wanted either.
    const [stillThere] = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(eq(documents.id, parent.id))
      .for('share');
    if (!stillThere) return new Set<string>();
    await tx.insert(documents).values(rows).onConflictDoNothing();
    const ids = rows.map((row) => row.id);
    const found = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(and(inArray(documents.id, ids), eq(documents.status, 'awaiting_upload')));
    return new Set(found.map(({ id }) => id));
  });
  const toPut = rows.flatMap((row, index) => (waiting.has(row.id) ? [{ row, file: files[index] }] : []));
  for (let at = 0; at < toPut.length; at += atOnce) {
    await Promise.all(
      toPut.slice(at, at + atOnce).map(async ({ row, file }) => {
        if (file === undefined) return;
        const key = originalKey(ctx.organizationId, row.id);
        await ctx.ports.objects.put(key, file.content, announcedContentType(row.fileName));
      }),
    );
  }
}

function rowOf(ctx: TenantContext<never>, parent: DocumentRow, file: EmbeddedFile, index: number) {
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  const now = ctx.clock();
  const tooDeep = parent.familyDepth >= deepest;
  return {
    id: embeddedDocumentId(parent.id, index, sha256),
    organizationId: ctx.organizationId,
    caseId: parent.caseId,
    batchId: parent.batchId,
    fileName: file.fileName ?? `attachment-${index + 1}`,
    sizeBytes: file.content.length,
    announcedSha256: sha256,
    uploadExpiresAt: new Date(now.getTime() + uploadLifeMs),
    parentDocumentId: parent.id,
    familyDepth: parent.familyDepth + 1,
    createdAt: now,
    updatedAt: now,
    ...(tooDeep
      ? {
          status: 'rejected' as const,
          progress: 1,
          failureCode: 'too_complex' as const,
          failureMessage: `The file stands more than ${deepest} files deep inside of others. Please save it from there and upload it by itself.`,
        }
      : {}),
  };
}
