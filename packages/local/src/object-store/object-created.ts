/** The facts of S3's "Object Created" event. `etag` has no quotes; of two events of one key the larger `sequencer` is later. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly versionId: string;
  readonly sequencer: string;
  readonly time: Date;
  readonly reason: 'PutObject' | 'POST Object' | 'CopyObject';
}
