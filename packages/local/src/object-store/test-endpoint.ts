import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import type { ObjectCreated } from './object-created.ts';
import { createObjectStore, type ObjectStoreOptions } from './object-store.ts';

export const bucket = 'documents';
export const region = 'eu-central-1';
export const credentials = { accessKeyId: 'LOCALACCESSKEY', secretAccessKey: 'a secret for tests only' };

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'object-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store behind a real HTTP server on a free port, and an SDK client for it; ended with the test or by `stop`. */
export async function startEndpoint({
  pathPrefix = '/_aws/s3',
  folder = temporaryFolder(),
  ...overrides
}: { pathPrefix?: string } & Partial<ObjectStoreOptions> = {}) {
  const events: ObjectCreated[] = [];
  const internalErrors: unknown[] = [];
  const store = createObjectStore({
    folder,
    buckets: [bucket],
    credentials,
    region,
    clock: () => new Date(),
    onObjectCreated: (event) => void events.push(event),
    onInternalError: (error) => void internalErrors.push(error),
    ...overrides,
  });
  const server = createServer((request, response) => void store.handle(request, response, pathPrefix));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({ endpoint: `${origin}${pathPrefix}`, region, credentials, maxAttempts: 1 });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    })();
    return stopping;
  };
  onTestFinished(stop);
  return { store, client, events, internalErrors, folder, origin, url: `${origin}${pathPrefix}`, stop };
}

/** The `<Code>` of an S3 error document. */
export async function errorCodeOf(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}
