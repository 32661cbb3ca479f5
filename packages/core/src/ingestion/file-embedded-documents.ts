import { createHash } from 'node:crypto';
import type { Transaction } from '@elenchus/db/database';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import { announcedContentType } from '../documents/content-type.ts';
import { originalKey } from '../documents/object-keys.ts';
import type { EmbeddedFile } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { embeddedDocumentId } from './embedded-document-id.ts';
import { embeddedFileName } from './embedded-file-name.ts';
import { processedRecord } from './processed-record.ts';

/** Files inside of files inside of files: deeper ones are listed, but not read. */
const deepest = 16;
/** As long as for an announced upload; the reconciler looks after both. */
const uploadLifeMs = 3_600_000;
const atOnce = 8;

/**
 * Makes a document of each file that stands inside of another, and puts its content where an upload would:
 * that starts its own pipeline, for which the parent does not wait. Safe to repeat: the row comes first, and
 * content is put only for rows that have none yet, also when they have been given up meanwhile. A file that a
 * person has deleted stays away.
 */
export async function fileEmbeddedDocuments(
  ctx: TenantContext<'db' | 'objects'>,
  parent: DocumentRow,
  files: readonly EmbeddedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const found = rowsOf(ctx, parent, files).filter(({ row }) => !parent.removedFiles.includes(row.id));
  const waiting = await withTenant(ctx, (tx) => insertWaiting(ctx, tx, parent, found));
  const toPut = found.filter(({ row }) => waiting.has(row.id));
  for (let at = 0; at < toPut.length; at += atOnce) {
    await Promise.all(
      toPut.slice(at, at + atOnce).map(({ row, content }) => {
        const key = originalKey(ctx.organizationId, row.id);
        return ctx.ports.objects.put(key, content, announcedContentType(row.fileName));
      }),
    );
  }
}

interface Found {
  readonly row: ReturnType<typeof rowOf>;
  readonly content: Uint8Array;
}

/** Answers the ids of those that wait for their content. */
async function insertWaiting(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  parent: DocumentRow,
  found: readonly Found[],
): Promise<Set<string>> {
  const [stillThere] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.id, parent.id))
    .for('share');
  // Deleted meanwhile: then its files are not wanted either.
  if (!stillThere || found.length === 0) return new Set();
  const rows = found.map(({ row }) => row);
  const added = await tx.insert(documents).values(rows).onConflictDoNothing().returning();
  const waiting = await tx
    .update(documents)
    .set({
      status: 'awaiting_upload',
      failureCode: null,
      failureMessage: null,
      progress: 0,
      uploadExpiresAt: expiry(ctx),
    })
    .where(
      and(
        inArray(
          documents.id,
          rows.map(({ id }) => id),
        ),
        isNull(documents.originalVersionId),
        or(eq(documents.status, 'awaiting_upload'), eq(documents.failureCode, 'upload_expired')),
      ),
    )
    .returning({ id: documents.id });
  await recordAudit(ctx, tx, ...added.flatMap(recordsOf));
  return new Set(waiting.map(({ id }) => id));
}

/** A file that stands too deep ends as it begins. */
function recordsOf(row: DocumentRow): AuditRecord[] {
  const { id, caseId, fileName, sizeBytes, announcedSha256: sha256, parentDocumentId } = row;
  const announced: AuditRecord = {
    action: 'document.announced',
    resource: { type: 'document', id },
    details: { caseId, fileName, sizeBytes, sha256, parentDocumentId },
  };
  return row.status === 'rejected' ? [announced, processedRecord(row)] : [announced];
}

function expiry(ctx: TenantContext<never>): Date {
  return new Date(ctx.clock().getTime() + uploadLifeMs);
}

function rowsOf(ctx: TenantContext<never>, parent: DocumentRow, files: readonly EmbeddedFile[]): Found[] {
  const seen = new Map<string, number>();
  return files.map((file, index) => {
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    const equalBefore = seen.get(sha256) ?? 0;
    seen.set(sha256, equalBefore + 1);
    const id = embeddedDocumentId(parent.id, sha256, equalBefore);
    return { row: rowOf(ctx, parent, file, { id, sha256, number: index + 1 }), content: file.content };
  });
}

function rowOf(
  ctx: TenantContext<never>,
  parent: DocumentRow,
  file: EmbeddedFile,
  { id, sha256, number }: { readonly id: string; readonly sha256: string; readonly number: number },
) {
  const now = ctx.clock();
  const tooDeep = parent.familyDepth >= deepest;
  return {
    id,
    organizationId: ctx.organizationId,
    caseId: parent.caseId,
    batchId: parent.batchId,
    fileName: embeddedFileName(file.fileName, number),
    sizeBytes: file.content.length,
    announcedSha256: sha256,
    uploadExpiresAt: expiry(ctx),
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
