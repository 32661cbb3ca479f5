import { expect, it } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

it('serves in the order of asking, one at a time, also after a failure', async () => {
  const turns = new TurnQueue();
  const order: string[] = [];
  const task = (name: string) =>
    turns.run(async () => {
      order.push(`${name} in`);
      await Promise.resolve();
      order.push(`${name} out`);
      if (name === 'b') throw new Error('b');
    });
  await Promise.allSettled([task('a'), task('b'), task('c')]);
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  expect(turns.count).toBe(3);
});
