import type { BatchInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { DocumentRow } from '@elenchus/db/schema/documents';
import { originalKey } from '../documents/object-keys.ts';
import { type OcrReading, OcrTooComplexError } from '../ocr/ocr-port.ts';
import type { ParseRejection, ReadableMediaType } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { runStage, type StageOutcome } from './run-stage.ts';
import { loadLayer } from './stored-layer.ts';
import { loadReading, storeReading } from './stored-readings.ts';

type Context = TenantContext<'db' | 'objects' | 'parser' | 'ocr'>;

/**
 * Reads one batch of a document's unread pages by OCR, page by page; what an earlier run or attempt has read with
 * the same engine is kept.
 */
export function readPages(call: { readonly ctx: Context; readonly input: BatchInput }): Promise<StepResult> {
  const { ctx, input } = call;
  return runStage(ctx, input, {
    name: 'ocr',
    part: `unread pages ${input.batch.from + 1} to ${input.batch.to}`,
    work: async (document): Promise<StageOutcome> => {
      const { unreadPages } = await loadLayer(ctx, input);
      const pages = unreadPages.slice(input.batch.from, input.batch.to).map(({ page }) => page);
      const rejection = await readEach(ctx, document, pages);
      if (rejection) return rejection;
      return {
        outcome: 'continue',
        detail: `page ${pages.join(', ')} by ${ctx.ports.ocr.engineId}`,
        changes: async (_tx, current) => ({
          progress: Math.min(0.45, current.progress + (0.25 * pages.length) / unreadPages.length),
        }),
      };
    },
  });
}

async function readEach(
  ctx: Context,
  document: DocumentRow,
  pages: readonly number[],
): Promise<ParseRejection | undefined> {
  const { objects, parser, ocr } = ctx.ports;
  const missing: number[] = [];
  for (const page of pages) {
    if ((await loadReading(ctx, document, page))?.engineId !== ocr.engineId) missing.push(page);
  }
  if (missing.length === 0) return undefined;
  const key = originalKey(ctx.organizationId, document.id);
  return objects.withLocalCopy(key, document.originalVersionId ?? undefined, async (path) => {
    for (const page of missing) {
      const file = { path, mediaType: document.mediaType as ReadableMediaType };
      const rendered = await parser.renderPage(file, page);
      if (rendered.outcome === 'rejected') return rendered;
      let reading: OcrReading;
      try {
        reading = await ocr.read(rendered.image);
      } catch (error) {
        if (error instanceof OcrTooComplexError) return tooComplex(page);
        throw error;
      }
      await storeReading(ctx, document, page, { engineId: ocr.engineId, reading });
    }
    return undefined;
  });
}

function tooComplex(page: number): ParseRejection {
  return {
    outcome: 'rejected',
    code: 'too_complex',
    message: `Page ${page} is a picture whose text takes more time or memory to recognize than any ordinary page needs. Please scan or print it anew at 300 dots per inch, and upload the result.`,
  };
}
