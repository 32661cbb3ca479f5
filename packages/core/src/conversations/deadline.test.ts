import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerWithin } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives the answer that comes in time, and leaves no timer behind', async () => {
  await expect(answerWithin(25_000, Promise.resolve('yes'))).resolves.toBe('yes');
  expect(vi.getTimerCount()).toBe(0);
});

it('passes a fault on', async () => {
  await expect(answerWithin(25_000, Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
});

it('ends as timed_out when the answer does not come', async () => {
  const answer = answerWithin(25_000, new Promise(() => {}));
  const ended = expect(answer).rejects.toMatchObject({ code: 'timed_out' });
  await vi.advanceTimersByTimeAsync(25_000);
  await ended;
});
