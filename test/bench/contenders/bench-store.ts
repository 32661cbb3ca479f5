import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ObjectMissingError, type ObjectStore } from '@elenchus/core/platform/object-store-port';

/**
 * What the pipeline asks of a store: the originals, by key, are files wherever they are; what it puts stays in memory,
 * for the disk of this machine says nothing about S3.
 */
export function benchStore(originals: ReadonlyMap<string, string>): ObjectStore {
  const objects = new Map<string, Uint8Array>();
  const unused = () => Promise.reject(new Error('not asked for by the pipeline'));
  const pathOf = (key: string) => {
    const path = originals.get(key);
    if (path === undefined) throw new ObjectMissingError(key);
    return path;
  };
  const get = async (key: string) => objects.get(key) ?? readFile(pathOf(key));
  return {
    get,
    put: async (key, body) => void objects.set(key, body),
    async digest(key) {
      const body = await get(key);
      return {
        sizeBytes: body.length,
        sha256: createHash('sha256').update(body).digest('hex'),
        beginning: body.subarray(0, 1_048_576),
      };
    },
    withLocalCopy: async (key, _versionId, work) => work(pathOf(key)),
    head: async (key) => (objects.has(key) ? { sizeBytes: 1, versionId: 'v1' } : null),
    check: async () => {},
    createUploadForm: unused,
    createDownloadUrl: unused,
    deletePrefix: unused,
  };
}
