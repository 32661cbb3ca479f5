import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import { textRevisions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { serializeText } from '../documents/load-text.ts';
import { noteOrphanedObjects } from '../documents/note-orphaned-objects.ts';
import { originalKey, textKey } from '../documents/object-keys.ts';
import type { ReadableMediaType } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { titleText } from '../retrieval/title-text.ts';
import { runStage, type StageOutcome } from './run-stage.ts';

/** Parses the file and stores its text as a new revision, numbered like the attempt. */
export async function extractDocument(call: {
  readonly ctx: TenantContext<'db' | 'objects' | 'parser'>;
  readonly input: IngestionInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  const { objects, parser } = ctx.ports;
  const result = await runStage(ctx, input, {
    name: 'extract',
    work: async (document): Promise<StageOutcome> => {
      const key = originalKey(ctx.organizationId, document.id);
      const mediaType = document.mediaType as ReadableMediaType;
      const parsed = await objects.withLocalCopy(key, document.originalVersionId ?? undefined, (path) =>
        parser.parse({ path, mediaType }),
      );
      if (parsed.outcome === 'rejected') return parsed;
      const { extracted } = parsed;
      if (/^[\s\p{Cf}]*$/u.test(extracted.text)) {
        return { outcome: 'rejected', code: 'no_text', message: 'The file holds no text.' };
      }
      const storedKey = textKey(ctx.organizationId, document.id, input.attempt);
      await objects.put(storedKey, serializeText(extracted), 'application/json');
      const pages = countPages(extracted);
      return {
        outcome: 'continue',
        detail: `${pages.pageCount} pages, ${extracted.text.length} characters`,
        changes: async (tx) => {
          await tx
            .insert(textRevisions)
            .values({
              organizationId: ctx.organizationId,
              documentId: document.id,
              revision: input.attempt,
              textKey: storedKey,
              textLength: extracted.text.length,
              ...pages,
              titleText: titleText(document.fileName, null, extracted.text).toWellFormed(),
              createdAt: ctx.clock(),
            })
            .onConflictDoNothing();
          return { ...pages, progress: 0.5 };
        },
      };
    },
  });
  if (result.outcome === 'ended')
    await withTenant(ctx, (tx) => noteOrphanedObjects(ctx, tx, input.documentId));
  return result;
}

function countPages({ pages }: ExtractedText) {
  return {
    pageCount: pages.length,
    pagesWithText: pages.filter((page) => page.source === 'text').length,
    pagesByOcr: pages.filter((page) => page.source === 'ocr').length,
  };
}
