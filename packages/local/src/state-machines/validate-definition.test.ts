import { expect, test } from 'vitest';
import { functionArn, task } from './service-under-test.ts';
import { parseDefinition, validateDefinition } from './validate-definition.ts';

const one = (state: object) => ({ StartAt: 'A', States: { A: state } });
const processor = (rest: object) => ({ StartAt: 'Each', States: { Each: { Type: 'Succeed' } }, ...rest });
const map = (rest: object) => one({ Type: 'Map', ItemProcessor: processor({}), End: true, ...rest });

test('a sound definition has no faults', () => {
  const definition = {
    Comment: 'one of each',
    StartAt: 'A',
    TimeoutSeconds: 3600,
    States: {
      A: task('a', {
        TimeoutSeconds: 60,
        Retry: [
          {
            ErrorEquals: ['States.Timeout', 'Busy'],
            IntervalSeconds: 1,
            MaxDelaySeconds: 30,
            JitterStrategy: 'FULL',
          },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'F' }],
        Next: 'M',
      }),
      M: {
        Type: 'Map',
        ItemsPath: '$.batches[*].id',
        ItemSelector: {
          'batch.$': '$$.Map.Item.Value',
          'label.$': "States.Format('{}/{}', $.id, $$.Map.Item.Index)",
        },
        MaxConcurrency: 2,
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'E', States: { E: task('e') } },
        Next: 'S',
      },
      S: { Type: 'Succeed' },
      F: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
    },
  };
  expect(validateDefinition(definition)).toEqual([]);
});

test.each([
  ['QueryLanguage', { ...one({ Type: 'Succeed' }), QueryLanguage: 'JSONata' }],
  ['"Assign"', one(task('a', { Assign: { x: 1 }, End: true }))],
  ['"Arguments"', one(task('a', { Arguments: {}, End: true }))],
  ['"HeartbeatSeconds"', one(task('a', { HeartbeatSeconds: 5, End: true }))],
  ['"Credentials"', one(task('a', { Credentials: {}, End: true }))],
  ['"ItemBatcher"', map({ ItemBatcher: { MaxItemsPerBatch: 2 } })],
  ['"ItemReader"', map({ ItemReader: {} })],
  ['"ResultWriter"', map({ ResultWriter: {} })],
  ['"ToleratedFailurePercentage"', map({ ToleratedFailurePercentage: 5 })],
  ['Mode', map({ ItemProcessor: processor({ ProcessorConfig: { Mode: 'DISTRIBUTED' } }) })],
  ['more than one state', map({ ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } } })],
  [
    '$$.Task.Token',
    one({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: functionArn('a') },
      End: true,
    }),
  ],
  [
    'FunctionName',
    one({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true }),
  ],
  [
    '"Qualifier"',
    one({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', Qualifier: '1' },
      End: true,
    }),
  ],
  ['sqs:sendMessage', one({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true })],
  ['cannot be reached', { StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } } }],
  ['no state beside it', one({ Type: 'Pass', Next: 'B' })],
  ['either Next or End', one({ Type: 'Pass' })],
  ['StartAt', { StartAt: 'B', States: { A: { Type: 'Succeed' } } }],
  [
    'States.ALL must stand alone',
    one(task('a', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }], End: true })),
  ],
  [
    'MaxDelaySeconds',
    one(task('a', { Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 9, MaxDelaySeconds: 9 }], End: true })),
  ],
  ['IntervalSeconds', one(task('a', { Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 0.5 }], End: true }))],
  ['not understood', one({ Type: 'Pass', InputPath: '$..deep', End: true })],
  [
    'States.MathRandom is not run here',
    one({ Type: 'Pass', Parameters: { 'x.$': 'States.MathRandom(1, 2)' }, End: true }),
  ],
  [
    'wrong number of arguments',
    one({ Type: 'Pass', Parameters: { 'x.$': 'States.ArrayLength()' }, End: true }),
  ],
  ['fields of the state only', one({ Type: 'Pass', ResultPath: '$.a[0]', End: true })],
  ['exactly one operator', one({ Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'A' }] })],
  ['exactly one of Seconds', one({ Type: 'Wait', End: true })],
])('refuses what AWS and this machine do differently: %s', (expected, definition) => {
  expect(validateDefinition(definition).join('\n')).toContain(expected);
});

test('all faults are told at once, with the machine', () => {
  const definition = one(task('a', { Assign: {}, HeartbeatSeconds: 5, TimeoutSeconds: 0, End: true }));
  expect(validateDefinition(definition)).toHaveLength(3);
  expect(() => parseDefinition('ingestion', definition)).toThrow(
    expect.objectContaining({ code: 'invalid_definition', message: expect.stringContaining('ingestion') }),
  );
});
