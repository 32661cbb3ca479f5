import { deleteOne } from './delete-object.ts';
import { Digester } from './digests.ts';
import { openRequestBody, type RequestBody } from './request-body.ts';
import { assertKeyLength } from './request-target.ts';
import { type S3Call, type StoreParts, sendXml } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { contentsOf, element, unescapeXml, xmlDocument } from './xml.ts';

const maxObjects = 1000;
const maxBodyBytes = 4 * 1024 * 1024;

/** DeleteObjects: up to 1,000 keys or versions; each has its own result. */
export async function deleteObjects(call: S3Call): Promise<void> {
  const xml = await readSmallBody(openRequestBody(call));
  const objects = contentsOf(xml, 'Object').map((object) => ({
    key: unescapeXml(contentsOf(object, 'Key')[0] ?? ''),
    versionId: contentsOf(object, 'VersionId').map(unescapeXml)[0],
  }));
  if (objects.length === 0 || objects.length > maxObjects || objects.some(({ key }) => key === '')) {
    throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate');
  }
  const isQuiet = contentsOf(xml, 'Quiet')[0]?.trim() === 'true';
  let results = '';
  for (const { key, versionId } of objects) {
    const result = await deleteListed(call.store, call.target.bucket, key, versionId);
    if (!isQuiet || result.startsWith('<Error>')) results += result;
  }
  sendXml(call.response, 200, xmlDocument('DeleteResult', results));
}

async function deleteListed(
  store: StoreParts,
  bucket: string,
  key: string,
  versionId?: string,
): Promise<string> {
  const named = element('Key', key) + (versionId === undefined ? '' : element('VersionId', versionId));
  try {
    assertKeyLength(key);
    const affected = await deleteOne(store, bucket, key, versionId);
    if (affected?.isDeleteMarker !== true) return `<Deleted>${named}</Deleted>`;
    const marker = element('DeleteMarker', true) + element('DeleteMarkerVersionId', affected.versionId);
    return `<Deleted>${named}${marker}</Deleted>`;
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return `<Error>${named}${element('Code', error.code)}${element('Message', error.message)}</Error>`;
  }
}

async function readSmallBody(body: RequestBody): Promise<string> {
  const digester = new Digester(body.algorithms);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body.stream) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBodyBytes)
      throw new S3Error(400, 'MaxMessageLengthExceeded', 'Your request was too big.');
    digester.update(chunk);
    chunks.push(chunk);
  }
  body.verify({ sizeBytes, digests: digester.finish() });
  return Buffer.concat(chunks).toString();
}
