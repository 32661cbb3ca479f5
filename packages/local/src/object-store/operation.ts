import type { RequestTarget } from './request-target.ts';

const subresources = [
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'tagging',
  'torrent',
  'uploads',
  'versioning',
  'versions',
  'website',
];

const bucketCalls: Record<string, string> = {
  'GET versions': 'ListObjectVersions',
  'GET uploads': 'ListMultipartUploads',
  'POST delete': 'DeleteObjects',
  POST: 'PostObject',
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
  HEAD: 'HeadBucket',
};

const objectCalls: Record<string, string> = {
  'POST uploads': 'CreateMultipartUpload',
  'POST uploadId': 'CompleteMultipartUpload',
  'PUT uploadId': 'UploadPart',
  'GET uploadId': 'ListParts',
  'DELETE uploadId': 'AbortMultipartUpload',
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

/** The name that the S3 API reference gives to a request, also where this endpoint does not answer it. */
export function operationOf(method: string, { bucket, key, query }: RequestTarget, isCopy: boolean): string {
  if (bucket === '') return method === 'GET' ? 'ListBuckets' : `${method} /`;
  const subresource = query.has('uploadId') ? 'uploadId' : subresources.find((name) => query.has(name));
  const calls = key === '' ? bucketCalls : objectCalls;
  if (subresource !== undefined) {
    return (
      calls[`${method} ${subresource}`] ??
      `${titleCase(method)}${key === '' ? 'Bucket' : 'Object'}${titleCase(subresource)}`
    );
  }
  if (key === '' && method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  if (key !== '' && method === 'PUT' && isCopy) return 'CopyObject';
  return calls[method] ?? `${method} ${key === '' ? 'bucket' : 'object'}`;
}

function titleCase(text: string): string {
  return text
    .split('-')
    .map(
      (word) =>
        word.charAt(0).toUpperCase() +
        (word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1)),
    )
    .join('');
}
