import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { DocumentRow } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { noteOrphanedObjects } from '../documents/note-orphaned-objects.ts';
import { assembleText } from '../ocr/assemble-text.ts';
import type { OcrReading } from '../ocr/ocr-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { runStage, type StageOutcome } from './run-stage.ts';
import { storeRevision } from './store-revision.ts';
import { loadLayer } from './stored-layer.ts';
import { loadReading } from './stored-readings.ts';

type Context = TenantContext<'db' | 'objects'>;
const atOnce = 16;

/** A page that OCR should have read has no reading. */
class UnreadPageError extends Error {
  readonly code = 'unread_page';
  constructor(page: number) {
    super(`Page ${page} has no reading`);
    this.name = 'UnreadPageError';
  }
}

/** Puts the text together from what the file holds and what OCR has read, and stores it as a new revision. */
export async function assembleDocument(call: {
  readonly ctx: Context;
  readonly input: IngestionInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  const result = await runStage(ctx, input, {
    name: 'assemble',
    work: async (document): Promise<StageOutcome> => {
      const { extracted, unreadPages } = await loadLayer(ctx, input);
      const pages = unreadPages.map(({ page }) => page);
      const readings = await loadReadings(ctx, document, pages);
      return storeRevision(ctx, input, document, assembleText(extracted, readings, unreadPages));
    },
  });
  if (result.outcome === 'ended')
    await withTenant(ctx, (tx) => noteOrphanedObjects(ctx, tx, input.documentId));
  return result;
}

async function loadReadings(
  ctx: Context,
  document: DocumentRow,
  pages: readonly number[],
): Promise<Map<number, OcrReading>> {
  const readings = new Map<number, OcrReading>();
  for (let at = 0; at < pages.length; at += atOnce) {
    await Promise.all(
      pages.slice(at, at + atOnce).map(async (page) => {
        const stored = await loadReading(ctx, document, page);
        if (stored === undefined) throw new UnreadPageError(page);
        readings.set(page, stored.reading);
      }),
    );
  }
  return readings;
}
