import { createObjectStore } from '../object-store/object-store.ts';
import { pollQueue, type QueuePoller } from '../queues/poll-queue.ts';
import { type LocalQueues, startQueues } from '../queues/start-queues.ts';
import { systemClock } from '../scheduler/clock.ts';
import type { Logger } from '../scheduler/logger.ts';
import {
  createStateMachineService,
  type StateMachineService,
} from '../state-machines/state-machine-service.ts';
import type { CloudModel, QueueModel } from '../template/cloud-model.ts';
import type { Credentials } from './credentials.ts';
import type { DataFolder } from './data-folder.ts';
import { createEventBus, objectCreatedEvent } from './event-bus.ts';

export type Invoke = (
  functionArn: string,
  payload: unknown,
  options?: { readonly signal?: AbortSignal },
) => Promise<unknown>;

/** The template's own bound when it gives none. */
const defaultPollerConcurrency = 5;

/** What the services of this machine have in common. */
export interface Surroundings {
  readonly model: CloudModel;
  readonly folder: DataFolder;
  readonly credentials: Credentials;
  readonly region: string;
  readonly accountId: string;
  readonly invoke: Invoke;
  readonly logger: Logger;
}

export function openQueues(queues: readonly QueueModel[], region: string): Promise<LocalQueues> {
  const names = new Map(queues.map(({ arn, name }) => [arn, name]));
  return startQueues({
    port: 0,
    region,
    queues: queues.map(({ name, visibilityTimeoutSeconds, delaySeconds, retentionSeconds, redrive }) => {
      const deadLetterQueueName = redrive && names.get(redrive.deadLetterArn);
      return {
        name,
        visibilityTimeoutSeconds,
        delaySeconds,
        messageRetentionSeconds: retentionSeconds,
        ...(redrive &&
          deadLetterQueueName !== undefined && {
            maxReceiveCount: redrive.maxReceiveCount,
            deadLetterQueueName,
          }),
      };
    }),
  });
}

/** The buckets of the template, whose events go to the template's rules. */
export function openObjectStore(
  { model, folder, credentials, region, accountId, invoke, logger }: Surroundings,
  queues: LocalQueues,
) {
  const queueArns = new Set(model.queues.map(({ arn }) => arn));
  const bus = createEventBus({
    rules: model.rules,
    deliver: async (arn, event) => {
      if (queueArns.has(arn)) await queues.sendMessage(arn, JSON.stringify(event));
      else await invoke(arn, event);
    },
  });
  const sending = new Set(model.buckets.filter(({ sendsEvents }) => sendsEvents).map(({ name }) => name));
  return createObjectStore({
    folder: folder.objects,
    buckets: model.buckets.map(({ name }) => name),
    credentials,
    region,
    clock: () => systemClock.now(),
    corsOrigins: model.buckets.flatMap(({ corsOrigins }) => corsOrigins),
    onObjectCreated: async (created) => {
      if (sending.has(created.bucket)) await bus.publish(objectCreatedEvent(created, accountId, region));
    },
    onInternalError: (error) => logger.error('the object store failed', { error }),
  });
}

/**
 * `processors` bounds how many executions run at once. There are more of them than processors, so that those
 * whose file waits to be parsed do not keep others from their next steps.
 */
export function openStateMachines(
  { model, folder, invoke, logger }: Surroundings,
  processors: number,
): StateMachineService {
  return createStateMachineService({
    folder: folder.executions,
    machines: model.stateMachines,
    invoke,
    clock: systemClock,
    maxConcurrentExecutions: 4 * Math.max(2, processors),
    logger,
  });
}

/** Feeds the functions from their queues, as the template's event-source mappings say. */
export function startPollers(
  { model, credentials, region, invoke, logger }: Surroundings,
  queues: LocalQueues,
): QueuePoller[] {
  return model.eventSourceMappings.map((mapping) =>
    pollQueue({
      queueUrl: queues.queueUrl(mapping.queueArn.split(':').at(-1) ?? ''),
      queueArn: mapping.queueArn,
      endpoint: queues.endpoint,
      credentials,
      region,
      batchSize: Math.min(10, mapping.batchSize),
      maximumConcurrency: mapping.maximumConcurrency ?? defaultPollerConcurrency,
      reportBatchItemFailures: mapping.reportsBatchItemFailures,
      invoke: async (event) => (await invoke(mapping.functionArn, event)) as never,
      logger,
    }),
  );
}
