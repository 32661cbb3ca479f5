import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { cutContent } from './cut-content.ts';
import { findTextRevision } from './find-text-revision.ts';
import { loadText } from './load-text.ts';

/** Far enough below the 6 MB of a Lambda's answer. */
const maxAnswerBytes = 4_000_000;

export interface ContentInput {
  readonly documentId: string;
  readonly page?: number | undefined;
  readonly fromPage?: number | undefined;
  readonly fromOffset?: number | undefined;
  readonly boxes?: boolean | undefined;
  readonly revision?: number | undefined;
}

/** The text by page: one page, or those from `fromPage` that fit into an answer. Throws `not_found`, `conflict`. */
export async function getDocumentContent(call: {
  readonly ctx: CallerContext<'db' | 'objects'>;
  readonly input: ContentInput;
}) {
  const { ctx, input } = call;
  const { revision } = await withTenant(ctx, (tx) => findTextRevision(tx, input.documentId, input.revision));
  const extracted = await loadText(ctx.ports.objects, revision.textKey);
  const pageCount = extracted.pages.length;
  const firstPage = input.page ?? input.fromPage ?? 1;
  if (firstPage > pageCount) throw new NotFoundError(`page ${firstPage} of document`, input.documentId);
  const part = cutContent(extracted, {
    firstPage,
    lastPage: input.page ?? pageCount,
    fromOffset: input.fromOffset ?? 0,
    withBoxes: input.boxes ?? false,
    maxBytes: maxAnswerBytes,
  });
  return { documentId: input.documentId, textRevision: revision.revision, pageCount, ...part };
}
