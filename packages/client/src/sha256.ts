import { toHex } from './hex.ts';

/** Web Crypto wants all bytes at once. */
const largestBytes = 64 * 1024 * 1024;

/** SHA-256 in hex; undefined for what is larger than 64 MB, and on pages without TLS, where there is no Web Crypto. */
export async function sha256OfSmall(content: Blob): Promise<string | undefined> {
  const subtle: typeof crypto.subtle | undefined = crypto.subtle;
  if (content.size > largestBytes || subtle === undefined) return undefined;
  return toHex(new Uint8Array(await subtle.digest('SHA-256', await content.arrayBuffer())));
}
