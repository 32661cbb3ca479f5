import { S3Error } from './s3-error.ts';
import { type Credentials, isSameSecret } from './signature-v4.ts';

/** Whose signatures are accepted, for which region, and what time it is. */
export interface Signer {
  readonly credentials: Credentials;
  readonly region: string;
  readonly clock: () => Date;
}

/** Reads `YYYYMMDDTHHMMSSZ`. @throws S3Error AccessDenied if it is not one */
export function parseTimestamp(timestamp: string): Date {
  const date = new Date(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (timestamp.length !== 16 || Number.isNaN(date.getTime())) {
    throw new S3Error(403, 'AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  return date;
}

/**
 * Checks `accessKeyId/day/region/s3/aws4_request` against the signer and the day of the timestamp.
 * @throws S3Error AuthorizationHeaderMalformed, InvalidAccessKeyId
 */
export function assertCredential(
  credential: string,
  timestamp: string,
  { credentials, region }: Signer,
): void {
  const slash = credential.indexOf('/');
  if (credential.slice(slash + 1) !== `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`) {
    throw new S3Error(
      400,
      'AuthorizationHeaderMalformed',
      `The credential scope is wrong; expecting region '${region}'`,
    );
  }
  if (!isSameSecret(credential.slice(0, slash), credentials.accessKeyId)) {
    throw new S3Error(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
}

/** The answer to every wrong signature; it says nothing about the right one. */
export function signatureMismatch(): S3Error {
  return new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );
}
