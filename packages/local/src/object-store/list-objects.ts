import { parseListQuery } from './list-page.ts';
import { type S3Call, sendXml } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { element, xmlDocument } from './xml.ts';

/** ListObjectsV2, without delimiter: the objects that a GET would find, by key. */
export async function listObjects({ store, response, target }: S3Call): Promise<void> {
  const { prefix, maxKeys, encode } = parseListQuery(target.query);
  const token = target.query.get('continuation-token');
  const afterKey = token === undefined ? (target.query.get('start-after') ?? '') : decodeToken(token);
  const found = store.versions.listLatest({ bucket: target.bucket, prefix, afterKey, limit: maxKeys + 1 });
  const page = found.slice(0, maxKeys);
  const last = page.at(-1);
  const isTruncated = found.length > page.length && last !== undefined;
  const contents = page.map(
    ({ key, createdAt, etag, sizeBytes }) =>
      `<Contents>${element('Key', encode(key))}${element('LastModified', createdAt.toISOString())}${element('ETag', `"${etag}"`)}` +
      `${element('Size', sizeBytes)}${element('StorageClass', 'STANDARD')}</Contents>`,
  );
  const body =
    element('Name', target.bucket) +
    element('Prefix', encode(prefix)) +
    element('KeyCount', page.length) +
    element('MaxKeys', maxKeys) +
    element('IsTruncated', isTruncated) +
    (token === undefined ? '' : element('ContinuationToken', token)) +
    (isTruncated ? element('NextContinuationToken', Buffer.from(last.key).toString('base64url')) : '') +
    contents.join('');
  sendXml(response, 200, xmlDocument('ListBucketResult', body));
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (key !== '' && Buffer.from(key).toString('base64url') === token) return key;
  throw new S3Error(400, 'InvalidArgument', 'The continuation token provided is incorrect');
}
