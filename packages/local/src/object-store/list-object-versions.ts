import { invalidVersionId } from './find-object.ts';
import { parseListQuery } from './list-page.ts';
import { type ObjectVersion, parseVersionId } from './object-version.ts';
import { type S3Call, sendXml } from './s3-call.ts';
import { element, xmlDocument } from './xml.ts';

/** ListObjectVersions, without delimiter. A marker stays valid when the version that it names has been removed. */
export async function listObjectVersions({ store, response, target }: S3Call): Promise<void> {
  const { prefix, maxKeys, encode } = parseListQuery(target.query);
  const keyMarker = target.query.get('key-marker') ?? '';
  const versionIdMarker = target.query.get('version-id-marker') ?? '';
  const range = { bucket: target.bucket, prefix, afterKey: keyMarker, limit: maxKeys + 1 };
  const found = store.versions.listVersions(range, sequenceOf(versionIdMarker));
  const page = found.slice(0, maxKeys);
  const last = page.at(-1);
  const isTruncated = found.length > page.length && last !== undefined;
  const next = isTruncated
    ? element('NextKeyMarker', encode(last.key)) + element('NextVersionIdMarker', last.versionId)
    : '';
  const body =
    element('Name', target.bucket) +
    element('Prefix', encode(prefix)) +
    element('KeyMarker', encode(keyMarker)) +
    element('VersionIdMarker', versionIdMarker) +
    element('MaxKeys', maxKeys) +
    element('IsTruncated', isTruncated) +
    next +
    page.map((version) => versionElement(version, encode)).join('');
  sendXml(response, 200, xmlDocument('ListVersionsResult', body));
}

/** Without a marker no version of the marked key itself follows. */
function sequenceOf(versionIdMarker: string): number {
  if (versionIdMarker === '') return 0;
  const id = parseVersionId(versionIdMarker);
  if (id === undefined) throw invalidVersionId();
  return id.sequence;
}

function versionElement(version: ObjectVersion, encode: (key: string) => string): string {
  const name = version.isDeleteMarker ? 'DeleteMarker' : 'Version';
  const common =
    element('Key', encode(version.key)) +
    element('VersionId', version.versionId) +
    element('IsLatest', version.isLatest) +
    element('LastModified', version.createdAt.toISOString());
  const content = version.isDeleteMarker
    ? ''
    : element('ETag', `"${version.etag}"`) +
      element('Size', version.sizeBytes) +
      element('StorageClass', 'STANDARD');
  return `<${name}>${common}${content}</${name}>`;
}
