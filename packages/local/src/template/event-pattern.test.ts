import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEventPattern, type EventPattern } from './event-pattern.ts';
import { TemplateError } from './template-error.ts';

const event = (key: string, size = 10) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'documents' }, object: { key, size } },
});
const matches = (pattern: EventPattern, value: unknown) => compileEventPattern(pattern, 'rule')(value);
const keyPattern = (...items: unknown[]): EventPattern => ({ detail: { object: { key: items } } });

describe('compileEventPattern', () => {
  it.each([
    [keyPattern({ prefix: 'org/' }), 'org/a', true],
    [keyPattern({ prefix: 'org/' }), 'other/a', false],
    [keyPattern({ suffix: '/original' }), 'org/a/original', true],
    [keyPattern({ wildcard: 'org/*/original' }), 'org/1/documents/2/original', true],
    [keyPattern({ wildcard: 'org/*/original' }), 'org/1/text.json', false],
    [keyPattern({ wildcard: 'a.c' }), 'abc', false],
    [keyPattern('exact'), 'exact', true],
    [keyPattern('exact'), 'exactly', false],
    [keyPattern({ 'anything-but': ['a', 'b'] }), 'c', true],
    [keyPattern({ 'anything-but': ['a', 'b'] }), 'b', false],
    [keyPattern({ 'anything-but': { prefix: 'org/' } }), 'org/a', false],
    [keyPattern({ 'equals-ignore-case': 'ABC' }), 'abc', true],
    [keyPattern('x', { prefix: 'org/' }), 'org/a', true],
    [{ detail: { object: { size: [{ numeric: ['>', 0, '<=', 10] }] } } }, 'a', true],
    [{ detail: { object: { size: [{ numeric: ['>', 10] }] } } }, 'a', false],
    [{ detail: { object: { etag: [{ exists: false }] } } }, 'a', true],
    [{ source: ['aws.ec2'] }, 'a', false],
  ] as [EventPattern, string, boolean][])('%j with key %s: %s', (pattern, key, expected) => {
    expect(matches(pattern, event(key))).toBe(expected);
  });

  it('needs all fields of the pattern', () => {
    const pattern = { source: ['aws.s3'], detail: { bucket: { name: ['another'] } } };
    expect(matches(pattern, event('org/a'))).toBe(false);
  });

  it('matches a list when one of its items does', () => {
    expect(matches({ resources: ['b'] }, { resources: ['a', 'b'] })).toBe(true);
  });

  it.each([
    [keyPattern({ cidr: '10.0.0.0/8' })],
    [{ $or: [] }],
    [keyPattern({ prefix: { a: 1 } })],
    [keyPattern({})],
  ])('refuses %j', (pattern) => {
    expect(() => compileEventPattern(pattern as EventPattern, 'rule')).toThrow(TemplateError);
  });

  it('finds every key that is made from its own wildcard', () => {
    const part = fc.string({ maxLength: 8 }).map((text) => text.replaceAll('*', ''));
    fc.assert(
      fc.property(part, fc.string(), part, (before, middle, after) => {
        expect(matches(keyPattern({ wildcard: `${before}*${after}` }), event(before + middle + after))).toBe(
          true,
        );
      }),
    );
  });
});
