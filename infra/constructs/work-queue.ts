import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface WorkQueueProps {
  readonly consumerTimeout: Duration;
  /** A message that has failed so often waits in `failed`. */
  readonly maxReceiveCount: number;
}

/** A queue that feeds a function. */
export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly failed: DeadLetterQueue;

  constructor(scope: Construct, id: string, { consumerTimeout, maxReceiveCount }: WorkQueueProps) {
    super(scope, id);
    this.failed = new DeadLetterQueue(this, 'Failed');
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // Lambda asks for six times the function's timeout, so that no message comes twice while it works.
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.failed, maxReceiveCount },
    });
  }
}
