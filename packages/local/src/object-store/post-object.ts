import type { StagedBlob } from './blob-folder.ts';
import { assertChecksums, checksumsOf } from './checksum-claims.ts';
import { createObject } from './create-object.ts';
import { storedHeadersOf, toHeaderBytes } from './object-headers.ts';
import type { ObjectVersion } from './object-version.ts';
import { readUploadForm, type UploadForm } from './post-form.ts';
import { assertPostPolicy, type PostPolicy, parsePostPolicy } from './post-policy.ts';
import { maxUploadBytes } from './put-object.ts';
import { assertKeyLength } from './request-target.ts';
import { type S3Call, sendXml } from './s3-call.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { isSameSecret, signText } from './signature-v4.ts';
import { assertCredential, parseTimestamp, type Signer, signatureMismatch } from './signer.ts';
import { element, xmlDocument } from './xml.ts';

const unsupportedFields = ['success_action_redirect', 'redirect', 'tagging', 'x-amz-tagging'];

/** Browser upload (POST Object): the form's policy says who may upload what; nothing is kept unless all of it holds. */
export async function postObject({ store, request, response, target }: S3Call): Promise<void> {
  let staged: StagedBlob | undefined;
  let fields = new Map<string, string>();
  try {
    await readUploadForm(request, async (form) => {
      fields = finalFields(form, target.bucket);
      const { minBytes, maxBytes } = admit(fields, store.signer);
      const claimed = checksumsOf(fields);
      const extra = claimed.flatMap(({ algorithm }) =>
        algorithm === 'sha1' || algorithm === 'sha256' ? [algorithm] : [],
      );
      staged = await store.blobs.stage(form.file, Math.min(maxBytes, maxUploadBytes), extra);
      if (staged.sizeBytes < minBytes) {
        throw new S3Error(
          400,
          'EntityTooSmall',
          'Your proposed upload is smaller than the minimum allowed size',
        );
      }
      assertChecksums(claimed, staged.digests);
    });
  } catch (error) {
    if (staged !== undefined) await store.blobs.discard(staged.id);
    throw error;
  }
  if (staged === undefined) throw new Error('The form was read without its file');
  const headers = storedHeadersOf([...fields].map(([name, value]) => [name, toHeaderBytes(value)] as const));
  const key = fields.get('key') ?? '';
  const version = await createObject(store, staged, {
    bucket: target.bucket,
    key,
    headers,
    reason: 'POST Object',
  });
  answer({ request, response }, version, fields.get('success_action_status'));
}

/** Fields as the policy sees them: the key with the file's name in it, and the bucket of the URL. */
function finalFields({ fields, fileName }: UploadForm, bucket: string): Map<string, string> {
  const key = fields.get('key');
  if (key === undefined || key === '') {
    throw new S3Error(
      400,
      'InvalidArgument',
      "Bucket POST must contain a field named 'key' before the file.",
    );
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of S3
  const finalKey = key.replaceAll('${filename}', () => fileName);
  assertKeyLength(finalKey);
  return new Map([...fields, ['key', finalKey], ['bucket', bucket]]);
}

function admit(fields: ReadonlyMap<string, string>, signer: Signer): PostPolicy {
  const policy = fields.get('policy');
  if (policy === undefined) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new S3Error(400, 'InvalidArgument', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const timestamp = fields.get('x-amz-date') ?? '';
  parseTimestamp(timestamp);
  assertCredential(fields.get('x-amz-credential') ?? '', timestamp, signer);
  const expected = signText(signer.credentials.secretAccessKey, timestamp.slice(0, 8), signer.region, policy);
  if (!isSameSecret(expected, fields.get('x-amz-signature') ?? '')) throw signatureMismatch();
  const parsed = parsePostPolicy(policy);
  assertPostPolicy(parsed, fields, signer.clock());
  const unsupported = unsupportedFields.find((name) => fields.has(name));
  if (unsupported !== undefined) throw notImplemented(`The form field ${unsupported}`);
  storedHeadersOf([...fields].map(([name, value]) => [name, toHeaderBytes(value)] as const));
  return parsed;
}

function answer(
  { request, response }: Pick<S3Call, 'request' | 'response'>,
  version: ObjectVersion,
  status = '204',
): void {
  const path = request.url?.split('?')[0]?.replace(/\/$/, '') ?? '';
  const location = `http://${request.headers.host}${path}/${version.key.split('/').map(encodeURIComponent).join('/')}`;
  response.setHeader('etag', `"${version.etag}"`);
  response.setHeader('x-amz-version-id', version.versionId);
  response.setHeader('location', location);
  if (status !== '201') {
    response.writeHead(status === '200' ? 200 : 204).end();
    return;
  }
  const { bucket, key, etag } = version;
  const body =
    element('Location', location) +
    element('Bucket', bucket) +
    element('Key', key) +
    element('ETag', `"${etag}"`);
  sendXml(response, 201, xmlDocument('PostResponse', body, { withNamespace: false }));
}
