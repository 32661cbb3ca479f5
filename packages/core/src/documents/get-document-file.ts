import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { findDocument } from './find-document.ts';
import { originalKey } from './object-keys.ts';

const urlLifeSeconds = 300;

/**
 * A short-lived URL of the very version of the file that was read. Throws `not_found`, and `conflict` while
 * there is no file.
 */
export async function getDocumentFile(call: {
  readonly ctx: CallerContext<'db' | 'objects'>;
  readonly input: { readonly documentId: string };
}): Promise<{ url: string; expiresAt: string }> {
  const { ctx } = call;
  const document = await withTenant(ctx, (tx) => findDocument(tx, call.input.documentId));
  if (document.originalVersionId === null) {
    throw new ProblemError('conflict', 'The file has not been uploaded.');
  }
  const url = await ctx.ports.objects.createDownloadUrl({
    key: originalKey(ctx.organizationId, document.id),
    versionId: document.originalVersionId,
    fileName: document.fileName,
    contentType: document.mediaType ?? 'application/octet-stream',
    expiresInSeconds: urlLifeSeconds,
  });
  return { url, expiresAt: new Date(ctx.clock().getTime() + urlLifeSeconds * 1000).toISOString() };
}
