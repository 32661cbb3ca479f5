import { randomUUID } from 'node:crypto';
import type { ScheduleModel } from '../template/cloud-model.ts';

/** The event that a schedule's target gets: its own input, or what EventBridge makes. */
export function scheduleEvent(
  { name, target }: ScheduleModel,
  accountId: string,
  region: string,
  now: Date,
): unknown {
  if (target.input !== undefined) return JSON.parse(target.input);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:events:${region}:${accountId}:rule/${name}`],
    detail: {},
  };
}
