import type { createUploads as contract } from '@elenchus/contracts/documents/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import { findCase } from '../cases/find-case.ts';
import { requireStorage } from '../identity/require-storage.ts';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError, ValidationError } from '../platform/errors.ts';
import { announcedContentType } from './content-type.ts';
import { originalKey } from './object-keys.ts';

/** How long a presigned form can be used. */
const formLifeSeconds = 3600;

/**
 * Makes a document and a presigned form for each announced file. Throws `validation_failed` when one is over
 * the size limit, `not_found` for the case, `conflict` when the case is archived, `quota_exceeded` when they do not
 * all fit into the organization's space; nothing is made then.
 */
export async function createUploads(call: {
  readonly ctx: CallerContext<'db' | 'objects' | 'uploads'>;
  readonly input: RouteRequest<typeof contract>['body'];
}) {
  const { ctx, input } = call;
  refuseTooLarge(input.files, ctx.ports.uploads.maxUploadBytes);
  const now = ctx.clock();
  const expiresAt = new Date(now.getTime() + formLifeSeconds * 1000);
  const batchId = input.batchId ?? ctx.newId();
  const rows = input.files.map((file) => ({
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    caseId: input.caseId,
    batchId,
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    announcedSha256: file.sha256 ?? null,
    uploadExpiresAt: expiresAt,
    createdAt: now,
    updatedAt: now,
  }));
  const forms = await Promise.all(
    rows.map((row) =>
      ctx.ports.objects.createUploadForm({
        key: originalKey(row.organizationId, row.id),
        sizeBytes: row.sizeBytes,
        contentType: announcedContentType(row.fileName),
        expiresInSeconds: formLifeSeconds,
      }),
    ),
  );
  await withTenant(ctx, async (tx) => {
    const found = await findCase(tx, input.caseId);
    if (found.status === 'ARCHIVED')
      throw new ProblemError('conflict', 'The case is archived; reopen it first.');
    await requireStorage(
      ctx,
      tx,
      rows.reduce((bytes, { sizeBytes }) => bytes + sizeBytes, 0),
    );
    await tx.insert(documents).values(rows);
    await recordAudit(
      ctx,
      tx,
      ...rows.map(({ id, caseId, fileName, sizeBytes, announcedSha256: sha256 }) => ({
        action: 'document.announced' as const,
        resource: { type: 'document', id },
        details: { caseId, fileName, sizeBytes, sha256 },
      })),
    );
  });
  return {
    batchId,
    uploads: rows.map((row, index) => ({
      documentId: row.id,
      fileName: row.fileName,
      expiresAt: expiresAt.toISOString(),
      url: '',
      fields: {},
      ...forms[index],
    })),
  };
}

function refuseTooLarge(files: readonly { sizeBytes: number }[], maxUploadBytes: number): void {
  const errors = files.flatMap((file, index) =>
    file.sizeBytes > maxUploadBytes
      ? [
          {
            field: `body.files.${index}.sizeBytes`,
            message: `is over the limit of ${maxUploadBytes} bytes`,
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new ValidationError(errors);
}
