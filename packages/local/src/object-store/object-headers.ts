import { S3Error } from './s3-error.ts';

const storedNames = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]);
const maxMetadataBytes = 2048;

/**
 * The headers that are kept with an object, from request headers or form fields under lower-case names.
 * @throws S3Error MetadataTooLarge, InvalidArgument on control characters
 */
export function storedHeadersOf(given: Iterable<readonly [string, string]>): Record<string, string> {
  const stored: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  let metadataBytes = 0;
  for (const [name, value] of given) {
    const isMetadata = name.startsWith('x-amz-meta-');
    if (isMetadata) metadataBytes += name.length - 'x-amz-meta-'.length + value.length;
    if (isMetadata || storedNames.has(name)) stored[assertHeaderName(name)] = assertHeaderText(value);
  }
  if (metadataBytes > maxMetadataBytes) {
    throw new S3Error(
      400,
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
    );
  }
  const encoding = withoutAwsChunked(stored['content-encoding']);
  if (encoding === '') delete stored['content-encoding'];
  else stored['content-encoding'] = encoding;
  return stored;
}

/** Text from a URL or form as it goes into a header: its UTF-8 bytes, which Node writes as latin1 characters. */
export function toHeaderBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** @throws S3Error InvalidArgument */
export function assertHeaderText(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header cannot hold
  if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(value)) {
    throw new S3Error(400, 'InvalidArgument', 'A header value cannot contain control characters.');
  }
  return value;
}

function assertHeaderName(name: string): string {
  if (/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return name;
  throw new S3Error(400, 'InvalidArgument', 'A metadata name can only hold the characters of a header name.');
}

function withoutAwsChunked(encoding = ''): string {
  return encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked')
    .join(',');
}
