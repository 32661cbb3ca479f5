import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { WorkQueue } from './work-queue.ts';

export interface IngestQueueProps {
  readonly bucket: IBucket;
  readonly consumerTimeout: Duration;
}

/** Takes an event for each original that is uploaded; what fails five times waits in `failed`. */
export class IngestQueue extends WorkQueue {
  readonly undelivered: DeadLetterQueue;

  constructor(scope: Construct, id: string, { bucket, consumerTimeout }: IngestQueueProps) {
    super(scope, id, { consumerTimeout, maxReceiveCount: 5 });
    this.undelivered = new DeadLetterQueue(this, 'Undelivered');
    const uploaded = new Rule(this, 'Uploaded', {
      description: 'An original was uploaded',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [bucket.bucketName] },
          // Several patterns in the list would be alternatives; `*` also matches slashes.
          object: { key: [{ wildcard: 'org/*/original' }] },
        },
      },
    });
    uploaded.addTarget(
      new SqsQueue(this.queue, {
        deadLetterQueue: this.undelivered,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    );
  }
}
