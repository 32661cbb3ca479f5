import type { ExtractResult, IngestionInput } from '@elenchus/contracts/documents/ingestion';
import type { DocumentRow } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { noteOrphanedObjects } from '../documents/note-orphaned-objects.ts';
import { originalKey } from '../documents/object-keys.ts';
import type { ParsedFile, ReadableMediaType } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { storableText } from '../platform/storable-text.ts';
import { batchesOf } from './batches.ts';
import { describeEmail } from './describe-email.ts';
import { fileEmbeddedDocuments } from './file-embedded-documents.ts';
import { runStage, type StageOutcome } from './run-stage.ts';
import { storeRevision } from './store-revision.ts';
import { storeLayer } from './stored-layer.ts';

type Context = TenantContext<'db' | 'objects' | 'parser'>;

/** A Map gets no more items than this, so that the state of an execution stays small. */
const mostBatches = 400;

/**
 * Parses the file. Its text is stored as a new revision, numbered like the attempt, unless pages have to be
 * read by OCR first; files inside of it become documents of their own.
 */
export async function extractDocument(call: {
  readonly ctx: Context;
  readonly input: IngestionInput;
}): Promise<ExtractResult> {
  const { ctx, input } = call;
  let unreadCount = 0;
  const result = await runStage(ctx, input, {
    name: 'extract',
    work: async (document): Promise<StageOutcome> => {
      const parsed = await parse(ctx, document);
      if (parsed.outcome === 'rejected') return parsed;
      await fileEmbeddedDocuments(ctx, document, parsed.embedded ?? []);
      const known = knownOf(document, parsed);
      unreadCount = parsed.unreadPages?.length ?? 0;
      if (unreadCount > 0) return keepLayer(ctx, input, parsed, known);
      return storeRevision(ctx, input, document, parsed.extracted, known);
    },
  });
  if (result.outcome === 'ended') {
    await withTenant(ctx, (tx) => noteOrphanedObjects(ctx, tx, input.documentId));
    return { ...result, batches: [] };
  }
  const batches = batchesOf(unreadCount, Math.ceil(unreadCount / mostBatches));
  return { outcome: unreadCount > 0 ? 'read_pages' : 'continue', batches };
}

function parse(ctx: Context, { id, originalVersionId, mediaType }: DocumentRow) {
  const key = originalKey(ctx.organizationId, id);
  return ctx.ports.objects.withLocalCopy(key, originalVersionId ?? undefined, (path) =>
    ctx.ports.parser.parse({ path, mediaType: mediaType as ReadableMediaType }),
  );
}

/** What the file itself says of the document. */
function knownOf({ organizationId }: DocumentRow, { title, email }: ParsedFile): Partial<DocumentRow> {
  const header = email === undefined ? undefined : describeEmail(organizationId, email);
  return {
    title: title ? storableText(title, 500) : null,
    ...(header ? { email: header, documentDate: header.sentAt?.slice(0, 10) ?? null } : {}),
  };
}

async function keepLayer(
  ctx: Context,
  input: IngestionInput,
  { extracted, unreadPages = [] }: ParsedFile,
  known: Partial<DocumentRow>,
): Promise<StageOutcome> {
  await storeLayer(ctx, input, { extracted, unreadPages });
  return {
    outcome: 'continue',
    detail: `${extracted.pages.length} pages, ${unreadPages.length} of them to be read by OCR`,
    changes: async () => ({ ...known, pageCount: extracted.pages.length, progress: 0.2 }),
  };
}
