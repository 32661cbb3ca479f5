import type { S3Call } from './s3-call.ts';

/** HeadBucket: that the bucket exists and the caller may use it has been seen to already. */
export async function headBucket({ store, response }: S3Call): Promise<void> {
  response.writeHead(200, { 'x-amz-bucket-region': store.signer.region }).end();
}
