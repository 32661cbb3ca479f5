import { createHash } from 'node:crypto';
import { parse, stringify, v7 } from 'uuid';

/**
 * The id of a file inside a document: always the same for the same place and content, so that a step that runs
 * again files nothing twice. A UUIDv7 of the parent's time (RFC 9562), so that it sorts beside its parent.
 */
export function embeddedDocumentId(parentId: string, index: number, sha256: string): string {
  const parent = parse(parentId);
  const msecs = Buffer.from(parent).readUIntBE(0, 6);
  const random = createHash('sha256').update(`${parentId}/${index}/${sha256}`).digest().subarray(0, 16);
  const seq = random.readUInt32BE(4) >>> 1;
  return stringify(v7({ msecs, seq, random }, new Uint8Array(16)));
}
