import { randomUUID } from 'node:crypto';
import type { ObjectCreated } from '../object-store/object-created.ts';
import type { RuleModel } from '../template/cloud-model.ts';
import { compileEventPattern } from '../template/event-pattern.ts';

export interface EventBusOptions {
  readonly rules: readonly RuleModel[];
  /** Takes an event for the target of that ARN; a rejection goes to who published. */
  readonly deliver: (targetArn: string, event: unknown) => Promise<void>;
}

/** The default event bus of EventBridge: each event goes to the targets of the rules that match it. */
export function createEventBus({ rules, deliver }: EventBusOptions): {
  publish(event: unknown): Promise<void>;
} {
  const compiled = rules.map(({ name, pattern, targets }) => ({
    matches: compileEventPattern(pattern, name),
    targets,
  }));
  return {
    async publish(event) {
      const targets = compiled.filter(({ matches }) => matches(event)).flatMap((rule) => rule.targets);
      await Promise.all(
        targets.map(({ arn, input }) => deliver(arn, input === undefined ? event : JSON.parse(input))),
      );
    },
  };
}

/** The event that S3 sends to EventBridge for a new object. */
export function objectCreatedEvent(created: ObjectCreated, accountId: string, region: string) {
  const { bucket, key, sizeBytes, etag, versionId, sequencer, time, reason } = created;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: accountId,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size: sizeBytes, etag, 'version-id': versionId, sequencer },
      'request-id': randomUUID(),
      requester: accountId,
      'source-ip-address': '127.0.0.1',
      reason,
    },
  };
}
