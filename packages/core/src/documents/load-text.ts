import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { ObjectStore } from '../platform/object-store-port.ts';

/** The canonical JSON of a text, as it is stored beside the original. */
export function serializeText(text: ExtractedText): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(text));
}

/** Reads a text that `serializeText` wrote. Throws `ObjectMissingError`. */
export async function loadText(objects: ObjectStore, key: string): Promise<ExtractedText> {
  return JSON.parse(new TextDecoder().decode(await objects.get(key))) as ExtractedText;
}
