import { describe, expect, it } from 'vitest';
import { isSameSecret, signRequest, signText } from './signature-v4.ts';

// The examples of the Amazon S3 API reference, "Signature Calculations for the Authorization Header".
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('signRequest', () => {
  it('signs the GET Object example', () => {
    const signature = signRequest(secret, '20130524T000000Z', 'us-east-1', {
      method: 'GET',
      path: '/test.txt',
      query: [],
      headers: [
        ['host', 'examplebucket.s3.amazonaws.com'],
        ['range', 'bytes=0-9'],
        ['x-amz-content-sha256', emptyHash],
        ['x-amz-date', '20130524T000000Z'],
      ],
      payloadHash: emptyHash,
    });
    expect(signature).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });

  it('signs the example of a presigned URL', () => {
    const signature = signRequest(secret, '20130524T000000Z', 'us-east-1', {
      method: 'GET',
      path: '/test.txt',
      query: [
        ['X-Amz-SignedHeaders', 'host'],
        ['X-Amz-Expires', '86400'],
        ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
        ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
        ['X-Amz-Date', '20130524T000000Z'],
      ],
      headers: [['host', 'examplebucket.s3.amazonaws.com']],
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    expect(signature).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  });
});

describe('isSameSecret', () => {
  it('compares texts of any length', () => {
    const signature = signText(secret, '20130524', 'us-east-1', 'x');
    expect(isSameSecret(signature, signature)).toBe(true);
    expect(isSameSecret(signature, '')).toBe(false);
    expect(isSameSecret(signature, signature.slice(1))).toBe(false);
  });
});
