import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { IngestionInput } from '@elenchus/contracts/documents/ingestion';
import { type DocumentRow, textRevisions } from '@elenchus/db/schema/documents';
import { serializeText } from '../documents/load-text.ts';
import { textKey } from '../documents/object-keys.ts';
import type { TenantContext } from '../platform/context.ts';
import { titleText } from '../retrieval/title-text.ts';
import type { StageOutcome } from './run-stage.ts';

/**
 * Stores a whole text as the revision of this attempt; answers how the stage ends, with `known` among its
 * changes. A text that shows nothing is `no_text`.
 */
export async function storeRevision(
  ctx: TenantContext<'objects'>,
  input: IngestionInput,
  document: DocumentRow,
  extracted: ExtractedText,
  known: Partial<DocumentRow> = {},
): Promise<StageOutcome> {
  if (/^[\s\p{Cf}]*$/u.test(extracted.text)) {
    return { outcome: 'rejected', code: 'no_text', message: 'The file holds no text.' };
  }
  const key = textKey(ctx.organizationId, document.id, input.attempt);
  await ctx.ports.objects.put(key, serializeText(extracted), 'application/json');
  const pages = countPages(extracted);
  const title = known.title ?? document.title;
  return {
    outcome: 'continue',
    detail: `${pages.pageCount} pages, ${extracted.text.length} characters${unreadNote(extracted)}`,
    changes: async (tx) => {
      await tx
        .insert(textRevisions)
        .values({
          organizationId: ctx.organizationId,
          documentId: document.id,
          revision: input.attempt,
          textKey: key,
          textLength: extracted.text.length,
          pageCount: pages.pageCount,
          pagesWithText: pages.pagesWithText,
          pagesByOcr: pages.pagesByOcr,
          titleText: titleText(document.fileName, title, extracted.text).toWellFormed(),
          createdAt: ctx.clock(),
        })
        .onConflictDoNothing();
      return { ...known, ...pages, progress: 0.5 };
    },
  };
}

function countPages({ pages }: ExtractedText) {
  return {
    pageCount: pages.length,
    pagesWithText: pages.filter((page) => page.source === 'text').length,
    pagesByOcr: pages.filter((page) => page.source === 'ocr').length,
    pagesUnread: pages.filter((page) => page.source === 'unread').length,
  };
}

function unreadNote({ pages }: ExtractedText): string {
  const unread = pages.filter(({ source }) => source === 'unread').map(({ page }) => page);
  if (unread.length === 0) return '';
  const named = unread.slice(0, 50).join(', ') + (unread.length > 50 ? ', ...' : '');
  return `; something is shown on page ${named}, but no text could be read there`;
}
