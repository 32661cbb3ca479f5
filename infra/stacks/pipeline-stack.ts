import type { ScheduleRow, SqsRow, TaskRow } from '@elenchus/functions/function-row';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type App, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { MachineRow } from '../../statemachines/machines.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { IngestQueue } from '../constructs/ingest-queue.ts';
import { ProductFunction } from '../constructs/product-function.ts';
import { ProductMachine } from '../constructs/product-machine.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from '../platform.ts';

export type PipelineRow = TaskRow | SqsRow | ScheduleRow;

export interface PipelineStackProps extends StackProps {
  readonly rows: readonly PipelineRow[];
  readonly machines: readonly MachineRow[];
  readonly platform: Platform;
}

/** What runs without a caller who waits: queues, state machines and their tasks, schedules. */
export class PipelineStack extends Stack {
  readonly machines: Readonly<Record<string, IStateMachine>>;
  /** Functions whose errors nobody else sees. */
  readonly unattended: readonly ProductFunction[];
  readonly ingest: IngestQueue;
  readonly mail: WorkQueue;
  readonly deadLetterQueues: readonly DeadLetterQueue[];

  constructor(app: App, id: string, { rows, machines, platform, ...props }: PipelineStackProps) {
    super(app, id, props);
    const tasks = rows.filter((row) => row.trigger === 'task');
    const consumers = rows.filter((row) => row.trigger === 'sqs');
    const scheduled = rows.filter((row) => row.trigger === 'schedule');

    const timeoutOf = (queue: SqsRow['queue']) => {
      const timeouts = consumers.filter((row) => row.queue === queue).map((row) => row.timeoutSeconds);
      return Duration.seconds(Math.max(...timeouts));
    };
    this.ingest = new IngestQueue(this, 'Ingest', {
      bucket: platform.documents.bucket as IBucket,
      consumerTimeout: timeoutOf('ingest'),
    });
    // Some 24 minutes, in which Resend comes back from most that befalls it.
    this.mail = new WorkQueue(this, 'Mail', { consumerTimeout: timeoutOf('mail'), maxReceiveCount: 8 });
    const withQueues: Platform = { ...platform, mailQueue: this.mail.queue as IQueue };

    const taskFunctions = new Map(
      tasks.map((row) => [row.operation, new ProductFunction(this, { row, platform: withQueues })] as const),
    );
    this.machines = Object.fromEntries(
      machines.map((row) => [
        row.name,
        new ProductMachine(this, { row, stage: platform.stage, functions: taskFunctions }).machine,
      ]),
    );
    const withMachines: Platform = { ...withQueues, machines: this.machines };
    const scheduleFailed = new DeadLetterQueue(this, 'ScheduleFailed');
    this.unattended = [
      ...consumers.map((row) => this.addConsumer(row, withMachines)),
      ...scheduled.map((row) => this.addScheduled(row, withMachines, scheduleFailed)),
    ];
    this.deadLetterQueues = [this.ingest.failed, this.ingest.undelivered, this.mail.failed, scheduleFailed];
  }

  private addConsumer(row: SqsRow, platform: Platform): ProductFunction {
    const consumer = new ProductFunction(this, { row, platform });
    const queues = { ingest: this.ingest.queue, mail: this.mail.queue } as const;
    consumer.function.addEventSource(
      new SqsEventSource(queues[row.queue], {
        batchSize: row.batchSize,
        reportBatchItemFailures: true,
        maxConcurrency: row.maxConcurrency,
      }),
    );
    return consumer;
  }

  private addScheduled(row: ScheduleRow, platform: Platform, failed: DeadLetterQueue): ProductFunction {
    const scheduled = new ProductFunction(this, { row, platform });
    const target = new LambdaFunction(scheduled.function, {
      deadLetterQueue: failed,
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });
    new Rule(this, `${row.operation}Schedule`, {
      description: `Runs ${row.operation}`,
      schedule: Schedule.expression(row.schedule),
      targets: [target],
    });
    return scheduled;
  }
}
