import { expect, it } from 'vitest';
import { makeContext, ServerRefusal } from '../testing/fake-context.ts';
import { watch } from './watch.ts';

const counts = { pages: 0 };

/** A server whose documents are the next of the rounds each time; a fault is thrown. */
function makeRounds(rounds: readonly (readonly [status: string, version: number][] | Error)[]) {
  const left = [...rounds];
  return makeContext({
    answers: {
      'GET /api/v1/documents': () => {
        const next = left.length > 1 ? left.shift() : left[0];
        if (next instanceof Error) throw next;
        const data = next?.map(([status, version], id) => ({ id, status, version, progress: 0.5, counts }));
        return { data, nextCursor: null };
      },
    },
  });
}

it('tells each change once until all have ended, also across a fault that passes', async () => {
  const { context, printed, told } = makeRounds([
    [['processing', 1]],
    [['processing', 1]],
    new ServerRefusal(503),
    [['completed', 2]],
  ]);
  await watch(context, {});
  expect(printed.map((line) => JSON.parse(line).status)).toEqual(['processing', 'completed']);
  expect(told).toEqual(['listDocuments answered 503: no detail; trying again.']);
});

it('tells what is open when it is interrupted', async () => {
  const { context, told, stop } = makeRounds([
    [
      ['processing', 1],
      ['completed', 1],
    ],
  ]);
  const wait = async () => {
    stop.abort();
    stop.signal.throwIfAborted();
  };
  await expect(watch({ ...context, wait }, {})).rejects.toMatchObject({ name: 'AbortError' });
  expect(told).toEqual(['1 of 2 documents have not ended yet.']);
});

it('does not wait for a server that was never there', async () => {
  const { context, told } = makeRounds([new ServerRefusal(503)]);
  await expect(watch(context, {})).rejects.toMatchObject({ status: 503 });
  expect(told).toEqual([]);
});
