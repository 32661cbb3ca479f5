import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Clock, systemClock } from './clock.ts';
import { createScheduler } from './create-scheduler.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** The fake timers stand in for the machine's. */
const clock: Clock = {
  now: () => new Date(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, delayMs);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

function recorder() {
  const messages: string[] = [];
  const add = (message: string): void => void messages.push(message);
  return { messages, info: add, warn: add, error: add };
}

test('a target is called at its times, and no more after stop', async () => {
  const times: string[] = [];
  const target = async (): Promise<void> => void times.push(new Date().toISOString().slice(11, 16));
  const scheduler = createScheduler({
    schedules: [{ name: 'quarter', expression: 'cron(0/15 * * * ? *)', target }],
    clock,
    logger: recorder(),
  });
  await vi.advanceTimersByTimeAsync(46 * 60_000);
  await scheduler.stop();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(times).toEqual(['00:15', '00:30', '00:45']);
});

test('a target that still runs is not started again, and stop waits for it', async () => {
  let calls = 0;
  const gate = Promise.withResolvers<void>();
  const logger = recorder();
  const target = (): Promise<void> => {
    calls += 1;
    return gate.promise;
  };
  const schedules = [{ name: 'slow', expression: 'rate(1 minute)', target }];
  const scheduler = createScheduler({ schedules, clock, logger });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  let stopped = false;
  const stopping = scheduler.stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(1000);
  expect({ calls, stopped, skipped: logger.messages.length }).toEqual({
    calls: 1,
    stopped: false,
    skipped: 2,
  });
  gate.resolve();
  await stopping;
});

test('a target that fails, at once or later, is logged and called again', async () => {
  let calls = 0;
  const logger = recorder();
  const target = (): Promise<void> => {
    calls += 1;
    if (calls === 1) throw new Error('at once');
    return Promise.reject(new Error('later'));
  };
  const schedules = [{ name: 'failing', expression: 'rate(1 minute)', target }];
  const scheduler = createScheduler({ schedules, clock, logger });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  await scheduler.stop();
  expect(calls).toBe(3);
  expect(logger.messages).toEqual(Array(3).fill('The target of a schedule failed'));
});

test('the clock of the machine waits longer than a timer can, and stops at once', async () => {
  vi.useRealTimers();
  const controller = new AbortController();
  const waiting = systemClock.sleep(2 ** 31 + 1000, controller.signal);
  const first = await Promise.race([
    waiting.then(() => 'fired'),
    systemClock.sleep(5).then(() => 'still waiting'),
  ]);
  controller.abort(new Error('stopped'));
  expect(first).toBe('still waiting');
  await expect(waiting).rejects.toThrow('stopped');
});
