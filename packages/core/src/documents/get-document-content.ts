import type { ExtractedText, TextPage } from '@elenchus/contracts/documents/extracted-text';
import { withTenant } from '@elenchus/db/tenant';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { findTextRevision } from './find-text-revision.ts';
import { loadText } from './load-text.ts';

/** Lambda's answers end at 6 MB; JSON escapes and multi-byte characters need room. */
const maxAnswerBytes = 4_000_000;

export interface ContentInput {
  readonly documentId: string;
  readonly page?: number | undefined;
  readonly fromPage?: number | undefined;
  readonly boxes?: boolean | undefined;
  readonly revision?: number | undefined;
}

/** The text by page: one page, or those from `fromPage` that fit into an answer. Throws `not_found`, `conflict`. */
export async function getDocumentContent(call: {
  readonly ctx: UserContext<'db' | 'objects'>;
  readonly input: ContentInput;
}) {
  const { ctx, input } = call;
  const { revision } = await withTenant(ctx, (tx) => findTextRevision(tx, input.documentId, input.revision));
  const extracted = await loadText(ctx.ports.objects, revision.textKey);
  const first = input.page ?? input.fromPage ?? 1;
  if (first > extracted.pages.length) throw new NotFoundError(`page ${first} of document`, input.documentId);
  const wanted = extracted.pages.slice(first - 1, input.page ?? extracted.pages.length);
  const pages = fitting(wanted.map((page) => present(extracted, page, input.boxes ?? false)));
  const next = first + pages.length;
  return {
    documentId: input.documentId,
    textRevision: revision.revision,
    pageCount: extracted.pages.length,
    pages,
    nextPage: input.page === undefined && next <= extracted.pages.length ? next : null,
  };
}

function present(extracted: ExtractedText, { page, start, end, boxes }: TextPage, withBoxes: boolean) {
  const text = extracted.text.slice(start, end);
  return { page, start, end, text, ...(withBoxes && { boxes: boxes ?? [] }) };
}

/** As many pages as fit, and always the first. */
function fitting<T>(pages: readonly T[]): T[] {
  let bytes = 0;
  const taken: T[] = [];
  for (const page of pages) {
    bytes += Buffer.byteLength(JSON.stringify(page));
    if (taken.length > 0 && bytes > maxAnswerBytes) break;
    taken.push(page);
  }
  return taken;
}
