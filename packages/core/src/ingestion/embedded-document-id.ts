import { createHash } from 'node:crypto';
import { parse, stringify, v7 } from 'uuid';

/**
 * The id of a file inside a document: always the same for the same content, equal contents told apart by their
 * number, so that neither a step that runs again nor a parser that lists more files a second time files anything
 * twice. A UUIDv7 of the parent's time (RFC 9562), so that it sorts beside its parent.
 */
export function embeddedDocumentId(parentId: string, sha256: string, number: number): string {
  const msecs = Buffer.from(parse(parentId)).readUIntBE(0, 6);
  const random = createHash('sha256').update(`${parentId}/${sha256}/${number}`).digest().subarray(0, 16);
  const seq = random.readUInt32BE(4) >>> 1;
  return stringify(v7({ msecs, seq, random }, new Uint8Array(16)));
}
