import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveMachine, task } from './service-under-test.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const one = (state: object) => ({ StartAt: 'A', States: { A: state } });

describe('flow', () => {
  const mapOf = (processor: object, rest: object) => ({
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'Each', States: { Each: processor } },
    ...rest,
  });

  test('Map keeps the order, passes the item and never runs more than MaxConcurrency', async () => {
    let running = 0;
    let most = 0;
    const map = mapOf(task('square'), {
      MaxConcurrency: 3,
      ItemSelector: { 'n.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index', 'id.$': '$.id' },
      End: true,
    });
    const { execute } = await serveMachine(stack, one(map), {
      square: async ({ n, at, id }: { n: number; at: number; id: string }) => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return `${id}${at}:${n * n}`;
      },
    });
    const { output } = await execute({ id: 'd', items: [1, 2, 3, 4, 5, 6, 7] });
    expect(output).toEqual(['d0:1', 'd1:4', 'd2:9', 'd3:16', 'd4:25', 'd5:36', 'd6:49']);
    expect(most).toBe(3);
  });

  test('the first failure of a Map ends it: no further item is begun, before or after the Catch', async () => {
    const begun: number[] = [];
    const definition = {
      StartAt: 'M',
      States: {
        M: mapOf(task('work'), {
          MaxConcurrency: 1,
          Catch: [{ ErrorEquals: ['Broken'], Next: 'After' }],
          End: true,
        }),
        After: task('after'),
      },
    };
    const { execute } = await serveMachine(stack, definition, {
      work: (item: number) => {
        begun.push(item);
        if (item === 1) throw Object.assign(new Error('no'), { name: 'Broken' });
      },
      after: async () => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return 'cleaned';
      },
    });
    expect((await execute({ items: [0, 1, 2, 3, 4] })).output).toBe('cleaned');
    expect(begun).toEqual([0, 1]);
  });

  test('the first failure of a Map aborts the calls for its other items, which are not tried again', async () => {
    const called: number[] = [];
    const item = task('work', { Retry: [{ ErrorEquals: ['Stuck', 'Broken'], MaxAttempts: 1 }], End: true });
    const { execute } = await serveMachine(stack, one(mapOf(item, { MaxConcurrency: 2, End: true })), {
      work: (index: number, signal) => {
        called.push(index);
        if (index === 1) throw Object.assign(new Error('no'), { name: 'Fatal' });
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(Object.assign(new Error('cut'), { name: 'Stuck' })));
        });
      },
    });
    expect(await execute({ items: [0, 1, 2, 3] })).toMatchObject({ status: 'FAILED', error: 'Fatal' });
    expect(called).toEqual([0, 1]);
  });

  test('Parallel, Choice, Wait, Pass and Fail', async () => {
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'One', States: { One: { Type: 'Pass', Result: 0, End: true } } },
            {
              StartAt: 'Pause',
              States: {
                Pause: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Two' },
                Two: { Type: 'Succeed' },
              },
            },
          ],
          ResultSelector: { 'first.$': '$[0]', 'second.$': '$[1].seconds' },
          Next: 'C',
        },
        C: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.absent', IsPresent: false, Next: 'F' },
            { Variable: '$.first', NumericEquals: 0, Next: 'End' },
          ],
        },
        F: { Type: 'Fail', Error: 'Oops', CausePath: "States.Format('{}', $.first)" },
        End: { Type: 'Succeed' },
      },
    };
    const invalid = serveMachine(stack, definition, {});
    await expect(invalid).rejects.toThrow('CausePath');
    Object.assign(definition.States.F, { CausePath: undefined, Cause: 'told so' });
    const { execute, clock } = await serveMachine(stack, definition, {});
    expect(await execute({ seconds: 5 })).toMatchObject({
      status: 'FAILED',
      error: 'Oops',
      cause: 'told so',
    });
    expect(clock.delaysMs).toEqual([5000]);
  });
});
