import { ApiError } from '@elenchus/client/api-client';
import { UnreachableError } from '@elenchus/client/errors';
import { expect, it } from 'vitest';
import { retryTransient } from './retry-transient.ts';

const answered = (status: number) => new ApiError('listDocuments', status, {});

/** Work that fails with each of the faults, then succeeds. */
function makeWork(faults: readonly Error[]) {
  const left = [...faults];
  const waits: number[] = [];
  const wait = async (durationMs: number) => {
    waits.push(durationMs);
  };
  const work = async () => {
    const fault = left.shift();
    if (fault) throw fault;
    return 'done';
  };
  return { work, wait, waits };
}

it('outlives what passes, with longer and longer waits', async () => {
  const away = new UnreachableError('http://x', new Error('ECONNRESET'));
  const { work, wait, waits } = makeWork([away, answered(502), answered(503), answered(429)]);
  const told: unknown[] = [];
  const options = { wait, patienceMs: 60_000, onRetry: (error: unknown) => told.push(error) };
  expect(await retryTransient(work, options)).toBe('done');
  expect(waits).toEqual([500, 1000, 2000, 4000]);
  expect(told).toEqual([away]);
});

it('gives up after its patience', async () => {
  const { work, wait, waits } = makeWork(Array.from({ length: 100 }, () => answered(503)));
  await expect(retryTransient(work, { wait, patienceMs: 20_000 })).rejects.toThrow('answered 503');
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
});

it('does not repeat what fails for good', async () => {
  const { work, wait, waits } = makeWork([answered(403)]);
  await expect(retryTransient(work, { wait, patienceMs: 60_000 })).rejects.toThrow('answered 403');
  expect(waits).toEqual([]);
});
