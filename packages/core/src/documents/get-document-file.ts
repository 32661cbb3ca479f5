import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { findDocument } from './find-document.ts';
import { originalKey } from './object-keys.ts';

const urlLifeSeconds = 300;

/**
 * A short-lived URL of the very version of the file that was read. Throws `not_found`, and `conflict` while
 * there is no file. The reading is recorded before anything can be read.
 */
export async function getDocumentFile(call: {
  readonly ctx: CallerContext<'db' | 'objects'>;
  readonly input: { readonly documentId: string };
}): Promise<{ url: string; expiresAt: string }> {
  const { ctx } = call;
  const { document, versionId } = await withTenant(ctx, async (tx) => {
    const found = await findDocument(tx, call.input.documentId);
    const { id, originalVersionId } = found;
    if (originalVersionId === null) throw new ProblemError('conflict', 'The file has not been uploaded.');
    await recordAudit(ctx, tx, {
      action: 'document.file_read',
      resource: { type: 'document', id },
      details: { versionId: originalVersionId },
    });
    return { document: found, versionId: originalVersionId };
  });
  const url = await ctx.ports.objects.createDownloadUrl({
    key: originalKey(ctx.organizationId, document.id),
    versionId,
    fileName: document.fileName,
    contentType: document.mediaType ?? 'application/octet-stream',
    expiresInSeconds: urlLifeSeconds,
  });
  return { url, expiresAt: new Date(ctx.clock().getTime() + urlLifeSeconds * 1000).toISOString() };
}
