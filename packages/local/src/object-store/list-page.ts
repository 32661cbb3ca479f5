import { notImplemented, S3Error } from './s3-error.ts';
import { uriEncode } from './signature-v4.ts';

const maxPageSize = 1000;

/** What all listings ask for. `encode` writes keys as the caller wants them. */
export interface ListQuery {
  readonly prefix: string;
  readonly maxKeys: number;
  readonly encode: (key: string) => string;
}

/** @throws S3Error InvalidArgument; NotImplemented for a delimiter */
export function parseListQuery(query: ReadonlyMap<string, string>): ListQuery {
  if ((query.get('delimiter') ?? '') !== '') throw notImplemented('A listing with a delimiter');
  const encodingType = query.get('encoding-type') ?? '';
  if (!['', 'url'].includes(encodingType)) {
    throw new S3Error(400, 'InvalidArgument', 'Invalid Encoding Method specified in Request');
  }
  const maxKeys = query.get('max-keys') ?? String(maxPageSize);
  if (!/^[0-9]{1,9}$/.test(maxKeys)) {
    throw new S3Error(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  return {
    prefix: query.get('prefix') ?? '',
    maxKeys: Math.min(Number(maxKeys), maxPageSize),
    encode: encodingType === 'url' ? (key) => uriEncode(key).replaceAll('%2F', '/') : (key) => key,
  };
}
