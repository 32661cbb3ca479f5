import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface IngestQueueProps {
  readonly bucket: IBucket;
  readonly consumerTimeout: Duration;
}

/** Takes an event for each original that is uploaded; what fails five times waits in `failed`. */
export class IngestQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly failed: DeadLetterQueue;
  readonly undelivered: DeadLetterQueue;

  constructor(scope: Construct, id: string, { bucket, consumerTimeout }: IngestQueueProps) {
    super(scope, id);
    this.failed = new DeadLetterQueue(this, 'Failed');
    this.undelivered = new DeadLetterQueue(this, 'Undelivered');
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // Lambda asks for six times the function's timeout, so that no message comes twice while it works.
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.failed, maxReceiveCount: 5 },
    });
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
