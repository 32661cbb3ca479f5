import { readdirSync, readFileSync } from 'node:fs';
import { functionTable } from '@elenchus/functions/table';
import { describe, expect, it } from 'vitest';
import { machines } from '../../statemachines/machines.ts';
import { type AslMachine, type AslState, statesOf, unsupportedFields, violations } from './asl-rules.ts';

const folder = new URL('../../statemachines/', import.meta.url);
const read = (file: string): AslMachine => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

it('names each definition file in the table of machines', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.asl.json'));
  expect(machines.map((machine) => machine.definitionFile)).toEqual(files);
});

describe.each(machines.map((machine) => [machine.name, machine] as const))('%s', (_name, machine) => {
  const definition = read(machine.definitionFile);
  const tasks = statesOf(definition).filter(({ state }) => state.Type === 'Task');

  it('keeps the rules', () => {
    expect(violations(definition)).toEqual([]);
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('invokes exactly the tasks that the table names, each with a row', () => {
    const resources = tasks.map(({ state }) => state['Resource']);
    expect(new Set(resources)).toEqual(new Set(machine.tasks.map((operation) => `\${${operation}Arn}`)));
    const rows = functionTable.filter((row) => row.trigger === 'task').map((row) => row.operation);
    expect(rows).toEqual(expect.arrayContaining([...machine.tasks]));
  });

  it('gives each task longer than its function takes, so that the function ends first', () => {
    for (const { state } of tasks) {
      const row = functionTable.find(({ operation }) => state['Resource'] === `\${${operation}Arn}`);
      expect(state.TimeoutSeconds).toBeGreaterThan(row?.timeoutSeconds ?? Number.POSITIVE_INFINITY);
    }
    expect(tasks.length).toBeGreaterThan(0);
  });
});

describe('the rules', () => {
  const retrier = {
    ErrorEquals: ['States.ALL'],
    JitterStrategy: 'FULL',
    MaxDelaySeconds: 30,
    MaxAttempts: 3,
  };
  const task: AslState = { Type: 'Task', TimeoutSeconds: 10, Retry: [retrier], Catch: [{}] };
  const machine = (state: AslState): AslMachine => ({ States: { Step: state } });
  const without = (field: string) =>
    Object.fromEntries(Object.entries(task).filter(([name]) => name !== field));

  it('accept a task that keeps them, also inside a Map that catches', () => {
    const inner = { Type: 'Task', ...without('Catch') };
    const map = { Type: 'Map', Catch: [{}], ItemProcessor: machine(inner) };
    expect([...violations(machine(task)), ...violations(machine(map))]).toEqual([]);
  });

  it.each(['TimeoutSeconds', 'Retry', 'Catch'])('refuse a task without %s', (field) => {
    expect(violations(machine({ Type: 'Task', ...without(field) }))).toEqual([`Step: no ${field}`]);
  });

  it('refuse a task inside a Map that nobody catches', () => {
    const inner = { Type: 'Task', ...without('Catch') };
    expect(violations(machine({ Type: 'Map', ItemProcessor: machine(inner) }))).toEqual(['Step: no Catch']);
  });

  it.each(['JitterStrategy', 'MaxDelaySeconds'])('refuse a retry without %s', (field) => {
    const hasty = { ...task, Retry: [{ ...retrier, [field]: undefined }] };
    expect(violations(machine(hasty))).toEqual(['Step: Retry without jitter or MaxDelaySeconds']);
  });

  it.each(unsupportedFields)('refuse %s anywhere', (field) => {
    const map = { Type: 'Map', Catch: [{}], ItemProcessor: machine({ ...task, [field]: {} }) };
    expect(violations(machine(map))).toHaveLength(1);
  });
});
