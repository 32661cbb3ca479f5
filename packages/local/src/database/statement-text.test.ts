import { expect, it } from 'vitest';
import { channelsIn, customSettingsIn, mayChangeSession } from './statement-text.ts';

it.each([
  ['set search_path = x', true],
  ['-- note\nSET ROLE x', true],
  ['begin; set role x', true],
  ['reset all', true],
  [`select set_config('app.x', 'y', false)`, true],
  ['select set_config($1, $2, $3)', true],
  ['do $$ begin null; end $$', true],
  ['set local role x', false],
  ['begin; set local role x', false],
  [`select set_config('app.x', $1, true)`, false],
  ['update t set a = 1', false],
  ['select 1', false],
])('%s: %s', (sql, expected) => {
  expect(mayChangeSession(sql)).toBe(expected);
});

it('finds channels and settings with a prefix', () => {
  expect(channelsIn('listen "A ""b"""; unlisten Foo; unlisten *')).toEqual([
    ['A "b"', true],
    ['foo', false],
    ['*', false],
  ]);
  expect(customSettingsIn(`set app.a = 1; select set_config('app.b', 'x', false)`)).toEqual([
    'app.a',
    'app.b',
  ]);
});
