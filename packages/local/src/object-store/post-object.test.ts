import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, errorCodeOf, startEndpoint } from './test-endpoint.ts';

const Key = 'org/1/documents/2/original';
const content = Buffer.from('%PDF-1.7 content');

async function startUpload(options: Partial<PresignedPostOptions> = {}, clock = () => new Date()) {
  const endpoint = await startEndpoint({ clock });
  const post = await createPresignedPost(endpoint.client, {
    Bucket,
    Key,
    Expires: 900,
    Fields: { 'Content-Type': 'application/pdf' },
    Conditions: [
      ['content-length-range', content.length, content.length],
      ['eq', '$key', Key],
      ['eq', '$Content-Type', 'application/pdf'],
    ],
    ...options,
  });
  return { ...endpoint, post };
}

function formOf(
  fields: Record<string, string>,
  file: Uint8Array<ArrayBuffer> = content,
  fileName = 'contract.pdf',
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), fileName);
  return form;
}

async function expectNothingStored({ client, events, folder }: Awaited<ReturnType<typeof startEndpoint>>) {
  expect(events).toEqual([]);
  expect((await client.send(new ListObjectVersionsCommand({ Bucket }))).Versions).toBeUndefined();
  expect(readdirSync(join(folder, 'staging'))).toEqual([]);
  expect(readdirSync(join(folder, 'blobs'))).toEqual([]);
}

describe('POST upload', () => {
  it('accepts what the policy describes', async () => {
    const { client, events, post } = await startUpload();
    const response = await fetch(post.url, { method: 'POST', body: formOf(post.fields) });
    expect(response.status).toBe(204);
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(content);
    expect(got.ContentType).toBe('application/pdf');
    expect(events).toMatchObject([
      { bucket: Bucket, key: Key, sizeBytes: content.length, reason: 'POST Object' },
    ]);
    expect(response.headers.get('x-amz-version-id')).toBe(events[0]?.versionId);
  });

  it('accepts an empty file where the policy says 0 bytes', async () => {
    const { events, post } = await startUpload({ Conditions: [['content-length-range', 0, 0]] });
    const response = await fetch(post.url, { method: 'POST', body: formOf(post.fields, Buffer.alloc(0)) });
    expect(response.status).toBe(204);
    expect(events).toMatchObject([{ sizeBytes: 0 }]);
  });

  it('answers 201 with XML when the form asks for it', async () => {
    const { post } = await startUpload({ Fields: { success_action_status: '201' }, Conditions: [] });
    const response = await fetch(post.url, { method: 'POST', body: formOf(post.fields) });
    expect(response.status).toBe(201);
    expect(await response.text()).toContain(
      `<PostResponse><Location>${post.url}/${Key}</Location><Bucket>${Bucket}</Bucket>`,
    );
  });

  it('puts the name of the file into the key', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of S3
    const { events, post } = await startUpload({ Key: 'in/${filename}', Fields: {}, Conditions: [] });
    const response = await fetch(post.url, {
      method: 'POST',
      body: formOf(post.fields, content, 'ü $& .pdf'),
    });
    expect(response.status).toBe(204);
    expect(events[0]?.key).toBe('in/ü $& .pdf');
  });

  it.each<[string, (fields: Record<string, string>) => FormData, number, string]>([
    [
      'one byte more',
      (fields) => formOf(fields, Buffer.concat([content, Buffer.from('x')])),
      400,
      'EntityTooLarge',
    ],
    ['much more', (fields) => formOf(fields, Buffer.alloc(8_000_000)), 400, 'EntityTooLarge'],
    ['one byte less', (fields) => formOf(fields, content.subarray(1)), 400, 'EntityTooSmall'],
    ['another key', (fields) => formOf({ ...fields, key: 'org/2/x' }), 403, 'AccessDenied'],
    [
      'another content type',
      (fields) => formOf({ ...fields, 'Content-Type': 'text/html' }),
      403,
      'AccessDenied',
    ],
    ['an extra field', (fields) => formOf({ ...fields, 'x-amz-meta-a': 'b' }), 403, 'AccessDenied'],
    ['a missing field', ({ 'Content-Type': _, ...fields }) => formOf(fields), 403, 'AccessDenied'],
    ['no policy', ({ Policy: _, ...fields }) => formOf(fields), 403, 'AccessDenied'],
    ['no key', ({ key: _, ...fields }) => formOf(fields), 400, 'InvalidArgument'],
    [
      'another signature',
      (fields) => formOf({ ...fields, 'X-Amz-Signature': '0'.repeat(64) }),
      403,
      'SignatureDoesNotMatch',
    ],
    ['another access key', (fields) => formOf(withCredential(fields, 'OTHER')), 403, 'InvalidAccessKeyId'],
    ['a tampered policy', (fields) => formOf(tampered(fields)), 403, 'SignatureDoesNotMatch'],
    ['a field twice', (fields) => withFieldTwice(fields), 400, 'InvalidArgument'],
    ['two files', (fields) => withSecondFile(fields), 400, 'InvalidArgument'],
    ['the file first', (fields) => fileFirst(fields), 400, 'InvalidArgument'],
  ])('refuses %s and keeps nothing', async (_name, form, status, code) => {
    const upload = await startUpload();
    const response = await fetch(upload.post.url, { method: 'POST', body: form(upload.post.fields) });
    expect([response.status, await errorCodeOf(response)]).toEqual([status, code]);
    await expectNothingStored(upload);
  });

  it('refuses a checksum in the form that the file has not', async () => {
    const Fields = { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') };
    const upload = await startUpload({ Fields, Conditions: [] });
    const response = await fetch(upload.post.url, { method: 'POST', body: formOf(upload.post.fields) });
    expect([response.status, await errorCodeOf(response)]).toEqual([400, 'BadDigest']);
    await expectNothingStored(upload);
  });

  it('refuses an expired policy', async () => {
    const upload = await startUpload({}, () => new Date(Date.now() + 901_000));
    const response = await fetch(upload.post.url, { method: 'POST', body: formOf(upload.post.fields) });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Policy expired.');
    expect(upload.events).toEqual([]);
  });

  it('refuses a form that stops in the middle', async () => {
    const upload = await startUpload();
    const whole = new Response(formOf(upload.post.fields));
    const body = Buffer.from(await whole.clone().arrayBuffer()).subarray(0, -30);
    const headers = { 'content-type': whole.headers.get('content-type') ?? '' };
    const response = await fetch(upload.post.url, { method: 'POST', body, headers });
    expect([response.status, await errorCodeOf(response)]).toEqual([400, 'MalformedPOSTRequest']);
    await expectNothingStored(upload);
  });

  it('refuses a body that is no form', async () => {
    const upload = await startUpload();
    const response = await fetch(upload.post.url, { method: 'POST', body: 'x' });
    expect([response.status, await errorCodeOf(response)]).toEqual([412, 'PreconditionFailed']);
  });
});

function withCredential(fields: Record<string, string>, accessKeyId: string): Record<string, string> {
  return { ...fields, 'X-Amz-Credential': fields['X-Amz-Credential']?.replace(/^[^/]+/, accessKeyId) ?? '' };
}

function tampered(fields: Record<string, string>): Record<string, string> {
  const policy = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString());
  policy.conditions = policy.conditions.filter((condition: unknown) => !Array.isArray(condition));
  return { ...fields, Policy: Buffer.from(JSON.stringify(policy)).toString('base64') };
}

function withFieldTwice(fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append('KEY', 'org/2/x');
  for (const [name, value] of formOf(fields)) form.append(name, value);
  return form;
}

function withSecondFile(fields: Record<string, string>): FormData {
  const form = formOf(fields);
  form.append('file', new Blob(['second']), 'second');
  return form;
}

function fileFirst(fields: Record<string, string>): FormData {
  const form = formOf({});
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
