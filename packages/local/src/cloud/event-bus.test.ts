import { expect, it } from 'vitest';
import type { ObjectCreated } from '../object-store/object-created.ts';
import { createEventBus, objectCreatedEvent } from './event-bus.ts';

const created: ObjectCreated = {
  bucket: 'documents',
  key: 'org/1/documents/2/original',
  sizeBytes: 3,
  etag: 'e',
  versionId: 'v',
  sequencer: '01',
  time: new Date('2026-01-02T03:04:05.678Z'),
  reason: 'POST Object',
};
const event = objectCreatedEvent(created, '000000000000', 'us-east-1');

it('makes the event that S3 sends', () => {
  expect(event).toMatchObject({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    time: '2026-01-02T03:04:05Z',
    resources: ['arn:aws:s3:::documents'],
    detail: {
      bucket: { name: 'documents' },
      object: { key: 'org/1/documents/2/original', size: 3, etag: 'e', 'version-id': 'v', sequencer: '01' },
      reason: 'POST Object',
    },
  });
});

it('delivers to the targets of the rules that match, with their own input where they have one', async () => {
  const delivered: unknown[] = [];
  const rule = (name: string, bucket: string, input?: string) => ({
    name,
    pattern: { detail: { bucket: { name: [bucket] } } },
    targets: [{ arn: name, input }],
  });
  const bus = createEventBus({
    rules: [rule('one', 'documents'), rule('two', 'others'), rule('three', 'documents', '{"a":1}')],
    deliver: async (arn, sent) => void delivered.push([arn, sent]),
  });
  await bus.publish(event);
  expect(delivered).toEqual([
    ['one', event],
    ['three', { a: 1 }],
  ]);
});

it('tells who published when a target does not take the event', async () => {
  const rules = [{ name: 'one', pattern: {}, targets: [{ arn: 'one', input: undefined }] }];
  const bus = createEventBus({ rules, deliver: () => Promise.reject(new Error('queue is gone')) });
  await expect(bus.publish(event)).rejects.toThrow('queue is gone');
});
