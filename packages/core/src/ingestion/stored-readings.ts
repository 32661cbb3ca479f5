import type { DocumentRow } from '@elenchus/db/schema/documents';
import { readingKey } from '../documents/object-keys.ts';
import type { OcrReading } from '../ocr/ocr-port.ts';
import type { TenantContext } from '../platform/context.ts';
import { ObjectMissingError } from '../platform/object-store-port.ts';

interface StoredReading {
  readonly engineId: string;
  readonly reading: OcrReading;
}
type Context = TenantContext<'objects'>;
type Original = Pick<DocumentRow, 'id' | 'originalVersionId'>;

export async function storeReading(
  ctx: Context,
  original: Original,
  page: number,
  stored: StoredReading,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(stored));
  await ctx.ports.objects.put(keyOf(ctx, original, page), body, 'application/json');
}

/** What OCR read on a page, in this attempt or an earlier one; undefined while it has not been read. */
export async function loadReading(
  ctx: Context,
  original: Original,
  page: number,
): Promise<StoredReading | undefined> {
  try {
    const body = await ctx.ports.objects.get(keyOf(ctx, original, page));
    return JSON.parse(new TextDecoder().decode(body)) as StoredReading;
  } catch (error) {
    if (error instanceof ObjectMissingError) return undefined;
    throw error;
  }
}

function keyOf({ organizationId }: TenantContext<never>, { id, originalVersionId }: Original, page: number) {
  return readingKey(organizationId, id, originalVersionId, page);
}
