import { expect, test } from 'vitest';
import { ExecutionSlots, HeldSlot } from './execution-slots.ts';

const never = new AbortController().signal;

test('a place that is free again goes to one that comes back before one that begins', async () => {
  const slots = new ExecutionSlots(1);
  const order: string[] = [];
  await slots.acquire('begin', never);
  const begins = slots.acquire('begin', never).then(() => order.push('begins'));
  const returns = slots.acquire('return', never).then(() => order.push('returns'));
  slots.release();
  await returns;
  slots.release();
  await begins;
  expect(order).toEqual(['returns', 'begins']);
});

test('one that gives up waiting takes no place', async () => {
  const slots = new ExecutionSlots(1);
  const controller = new AbortController();
  await slots.acquire('begin', never);
  const waiting = slots.acquire('begin', controller.signal);
  controller.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  slots.release();
  await expect(slots.acquire('begin', never)).resolves.toBeUndefined();
});

test('the place is given away while all wait, and taken again by the last wait to end', async () => {
  const slots = new ExecutionSlots(1);
  const held = new HeldSlot(slots, never);
  await held.begin();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const waits = [held.idle(() => first.promise), held.idle(() => second.promise)];
  await slots.acquire('begin', never);
  first.resolve();
  await waits[0];
  second.resolve();
  slots.release();
  await waits[1];
  let taken = false;
  const other = slots.acquire('begin', never).then(() => (taken = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toBe(false);
  held.end();
  await other;
});
