import { createHash } from 'node:crypto';

/** SHA-256 in hex of a file of any size, which is read piece by piece. */
export async function hashContent(content: Blob): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of content.stream()) hash.update(part);
  return hash.digest('hex');
}
