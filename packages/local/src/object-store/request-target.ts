import { S3Error } from './s3-error.ts';

const maxKeyBytes = 1024;

/** What the request line names, percent-decoded. An empty `key` means the bucket itself, an empty `bucket` the service. */
export interface RequestTarget {
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * Splits a path-style URL into bucket, key and query; dot segments and escaped slashes mean nothing special.
 * @throws S3Error InvalidURI, KeyTooLongError
 */
export function parseRequestTarget(url: string, pathPrefix: string): RequestTarget {
  const questionMark = url.indexOf('?');
  const path = decode(questionMark < 0 ? url : url.slice(0, questionMark));
  const prefix = pathPrefix.replace(/\/+$/, '');
  if (!path.startsWith(`${prefix}/`) && path !== prefix) throw invalidUri();
  const [, bucket = '', key = ''] = /^\/?([^/]*)(?:\/([\s\S]*))?$/.exec(path.slice(prefix.length)) ?? [];
  assertKeyLength(key);
  return { path, bucket, key, query: parseQuery(questionMark < 0 ? '' : url.slice(questionMark + 1)) };
}

/** @throws S3Error KeyTooLongError above 1,024 bytes of UTF-8 */
export function assertKeyLength(key: string): void {
  if (Buffer.byteLength(key) > maxKeyBytes) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
}

function parseQuery(query: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (values.has(name)) throw new S3Error(400, 'InvalidArgument', `Query parameter ${name} is given twice`);
    values.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUri();
  }
}

function invalidUri(): S3Error {
  return new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
}
