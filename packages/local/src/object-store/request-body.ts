import type { IncomingMessage } from 'node:http';
import { decodeAwsChunked } from './aws-chunked.ts';
import type { StagedBlob } from './blob-folder.ts';
import { assertChecksums, type ClaimedChecksum, checksumsOf } from './checksum-claims.ts';
import type { ExtraAlgorithm } from './digests.ts';
import type { S3Call } from './s3-call.ts';
import { notImplemented, S3Error } from './s3-error.ts';

const streamingTrailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/** A body to read once, then to compare with what the request said of it. */
export interface RequestBody {
  readonly stream: AsyncIterable<Buffer>;
  readonly algorithms: ReadonlySet<ExtraAlgorithm>;
  /** @throws S3Error BadDigest, XAmzContentSHA256Mismatch, IncompleteBody, MalformedTrailerError */
  verify(received: Pick<StagedBlob, 'sizeBytes' | 'digests'>): void;
}

/**
 * Opens the body of a PUT or POST, decoding `aws-chunked`; the stream leaves the socket open when it is abandoned.
 * @throws S3Error MissingContentLength, InvalidDigest, NotImplemented for signed chunks
 */
export function openRequestBody({ request, headers, payloadHash }: S3Call): RequestBody {
  const isChunked = payloadHash === streamingTrailer;
  if (payloadHash.startsWith('STREAMING-') && !isChunked)
    throw notImplemented(`x-amz-content-sha256: ${payloadHash}`);
  const announcedBytes = headers.get(isChunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (announcedBytes === undefined || !/^[0-9]+$/.test(announcedBytes)) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const announcedTrailer = isChunked ? headers.get('x-amz-trailer')?.toLowerCase() : undefined;
  const claimed = checksumsOf(headers, announcedTrailer);
  const trailers = new Map<string, string>();
  const signedSha256 = /^[0-9a-f]{64}$/.test(payloadHash) ? payloadHash : undefined;
  const algorithms = new Set(claimed.flatMap(({ algorithm }) => (isExtra(algorithm) ? [algorithm] : [])));
  if (signedSha256 !== undefined) algorithms.add('sha256');
  const raw = rawBody(request);
  return {
    stream: isChunked ? decodeAwsChunked(raw, trailers) : raw,
    algorithms,
    verify({ sizeBytes, digests }) {
      if (sizeBytes !== Number(announcedBytes)) {
        throw new S3Error(
          400,
          'IncompleteBody',
          'The request body has not the number of bytes that its headers announce',
        );
      }
      if (signedSha256 !== undefined && digests.get('sha256')?.toString('hex') !== signedSha256) {
        throw new S3Error(
          400,
          'XAmzContentSHA256Mismatch',
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
        );
      }
      assertChecksums(
        claimed.map((claim) => withTrailer(claim, trailers)),
        digests,
      );
    },
  };
}

/** The bytes as they arrive; leaving the loop early does not destroy the socket, so that an error can be answered. */
function rawBody(request: IncomingMessage): AsyncIterable<Buffer> {
  return {
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>,
  };
}

function withTrailer(claim: ClaimedChecksum, trailers: ReadonlyMap<string, string>): ClaimedChecksum {
  if (claim.base64 !== undefined) return claim;
  const base64 = trailers.get(`x-amz-checksum-${claim.algorithm}`);
  if (base64 === undefined) {
    throw new S3Error(
      400,
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed',
    );
  }
  return { ...claim, base64 };
}

function isExtra(algorithm: ClaimedChecksum['algorithm']): algorithm is ExtraAlgorithm {
  return algorithm === 'sha1' || algorithm === 'sha256';
}
