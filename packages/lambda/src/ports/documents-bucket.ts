import { S3ObjectStore } from '@elenchus/adapters/object-store/s3-object-store';
import type { ObjectStore } from '@elenchus/core/platform/object-store-port';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';

const schema = z.object({ DOCUMENTS_BUCKET: z.string().min(1) });

/** The bucket of documents. */
export function documentsBucket(environment: Environment): ObjectStore {
  return new S3ObjectStore(readEnvironment(environment, schema).DOCUMENTS_BUCKET);
}
