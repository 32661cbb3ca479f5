import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './authenticate.ts';
import { BlobFolder } from './blob-folder.ts';
import { copyObject } from './copy-object.ts';
import { addCorsHeaders, answerPreflight } from './cors.ts';
import { deleteObject } from './delete-object.ts';
import { deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { headBucket } from './head-bucket.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { listObjects } from './list-objects.ts';
import type { ObjectCreated } from './object-created.ts';
import { operationOf } from './operation.ts';
import { postObject } from './post-object.ts';
import { putObject } from './put-object.ts';
import { parseRequestTarget, type RequestTarget } from './request-target.ts';
import type { S3Call, StoreParts } from './s3-call.ts';
import { notImplemented, S3Error, sendError } from './s3-error.ts';
import type { Credentials } from './signature-v4.ts';
import { VersionTable } from './version-table.ts';

const calls: Record<string, (call: S3Call) => Promise<void>> = {
  PutObject: putObject,
  CopyObject: copyObject,
  PostObject: postObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  HeadBucket: headBucket,
  ListObjectsV2: listObjects,
  ListObjectVersions: listObjectVersions,
};

/** How a store is made. Its buckets exist from the start and are all versioned. */
export interface ObjectStoreOptions {
  /** Made if it is missing; one process at a time. */
  readonly folder: string;
  readonly buckets: readonly string[];
  readonly credentials: Credentials;
  readonly region: string;
  readonly clock: () => Date;
  /** Origins whose pages may use the store, each with at most one `*`; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Called once the object is durable, before the answer; if it fails, the upload is answered with 500 and stays. */
  readonly onObjectCreated: (event: ObjectCreated) => void | Promise<void>;
  /** Told of faults of the store itself, which clients see as InternalError. */
  readonly onInternalError?: (error: unknown) => void;
}

/** An S3 endpoint for an HTTP server to mount. */
export interface ObjectStore {
  /** Answers one request whose path starts with `pathPrefix` (`''` or like `/_aws/s3`); never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, pathPrefix: string): Promise<void>;
  /** Cuts requests in flight and closes the files; later requests are answered with 503. */
  close(): Promise<void>;
}

/** Opens the store and clears away what a killed process left. @throws if another process has the folder open */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { folder, credentials, region, clock, onObjectCreated, corsOrigins = [] } = options;
  mkdirSync(folder, { recursive: true });
  const versions = new VersionTable(folder);
  const blobs = new BlobFolder(folder);
  blobs.removeLeftovers(versions.blobIds());
  const store = { blobs, versions, clock, onObjectCreated, signer: { credentials, region, clock } };
  const buckets = new Set(options.buckets);
  const inFlight = new Map<IncomingMessage, Promise<void>>();
  let closing: Promise<void> | undefined;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    pathPrefix: string,
  ): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    try {
      if (closing !== undefined) throw new S3Error(503, 'ServiceUnavailable', 'The object store is closed.');
      addCorsHeaders(request, response, corsOrigins);
      if (request.method === 'OPTIONS') answerPreflight(request, response, corsOrigins);
      else
        await dispatch(store, buckets, request, response, parseRequestTarget(request.url ?? '/', pathPrefix));
    } catch (error) {
      if (response.headersSent || (request.destroyed && !request.complete)) {
        if (!isDisconnect(error)) options.onInternalError?.(error);
        response.destroy();
      } else {
        sendError(response, asS3Error(error, options.onInternalError), requestId);
      }
    }
    // What is left of a refused body is read away, so that a client in the middle of sending gets the answer.
    request.resume();
  }

  async function end(): Promise<void> {
    for (const request of inFlight.keys()) request.destroy();
    await Promise.allSettled(inFlight.values());
    versions.close();
  }

  return {
    async handle(request, response, pathPrefix) {
      const answering = answer(request, response, pathPrefix);
      inFlight.set(request, answering);
      await answering.finally(() => inFlight.delete(request));
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

async function dispatch(
  store: StoreParts,
  buckets: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<void> {
  const method = request.method ?? 'GET';
  const operation = operationOf(method, target, request.headers['x-amz-copy-source'] !== undefined);
  // A browser form carries its signature in its fields; postObject verifies it.
  const isForm = operation === 'PostObject';
  const { payloadHash } = isForm
    ? { payloadHash: 'UNSIGNED-PAYLOAD' }
    : authenticate({ method, target, headers: request.headers }, store.signer);
  const call = calls[operation];
  if (call === undefined) throw notImplemented(operation);
  if (!buckets.has(target.bucket))
    throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const presigned = [...target.query].filter(([name]) => /^x-amz-/.test(name));
  const sent = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  await call({ store, request, response, target, headers: new Map([...presigned, ...sent]), payloadHash });
}

function isDisconnect(error: unknown): boolean {
  if (error instanceof S3Error) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'].includes(code);
}

function asS3Error(error: unknown, onInternalError: ObjectStoreOptions['onInternalError']): S3Error {
  if (error instanceof S3Error) return error;
  onInternalError?.(error);
  return new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
}
