import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { IngestionInput } from '@elenchus/contracts/documents/ingestion';
import { layerKey } from '../documents/object-keys.ts';
import type { UnreadPage } from '../parsing/parser-port.ts';
import type { TenantContext } from '../platform/context.ts';

/** What a file holds as text, and the pages that OCR has to read before the text is whole. */
export interface StoredLayer {
  readonly extracted: ExtractedText;
  readonly unreadPages: readonly UnreadPage[];
}

export async function storeLayer(
  ctx: TenantContext<'objects'>,
  input: IngestionInput,
  layer: StoredLayer,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(layer));
  await ctx.ports.objects.put(keyOf(ctx, input), body, 'application/json');
}

/** Throws `ObjectMissingError`. */
export async function loadLayer(ctx: TenantContext<'objects'>, input: IngestionInput): Promise<StoredLayer> {
  return JSON.parse(new TextDecoder().decode(await ctx.ports.objects.get(keyOf(ctx, input)))) as StoredLayer;
}

function keyOf({ organizationId }: TenantContext<never>, { documentId, attempt }: IngestionInput): string {
  return layerKey(organizationId, documentId, attempt);
}
