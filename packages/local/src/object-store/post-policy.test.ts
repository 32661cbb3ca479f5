import { describe, expect, it } from 'vitest';
import { assertPostPolicy, parsePostPolicy } from './post-policy.ts';

const expiration = '2026-11-21T12:00:00Z';
const now = new Date('2026-11-21T12:00:00Z');

function policyOf(conditions: unknown, rest: object = { expiration }) {
  return parsePostPolicy(Buffer.from(JSON.stringify({ ...rest, conditions })).toString('base64'));
}

describe('parsePostPolicy', () => {
  it('takes the narrowest of several length ranges, numbers as text too', () => {
    const policy = policyOf([
      ['content-length-range', 1, 500],
      ['content-length-range', '10', '1000'],
    ]);
    expect([policy.minBytes, policy.maxBytes]).toEqual([10, 500]);
  });

  it.each([
    ['an unknown operator', [['gt', '$key', 'x']], { expiration }],
    ['a field without $', [['eq', 'key', 'x']], { expiration }],
    ['a negative length', [['content-length-range', -1, 5]], { expiration }],
    ['no expiration', [], {}],
    ['an expiration that is no time', [], { expiration: 'tomorrow' }],
    ['conditions that are no list', {}, { expiration }],
    ['an unknown member', [], { expiration, extra: true }],
  ])('refuses %s', (_name, conditions, rest) => {
    expect(() => policyOf(conditions, rest)).toThrow(
      expect.objectContaining({ code: 'InvalidPolicyDocument' }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => parsePostPolicy('e30x')).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});

describe('assertPostPolicy', () => {
  const conditions = [{ bucket: 'b' }, ['starts-with', '$key', 'in/'], ['eq', '$Content-Type', 'a/b']];
  const fields = { bucket: 'b', key: 'in/x', 'content-type': 'a/b' };

  it.each([
    ['what fits', fields],
    ['an ignored field', { ...fields, 'x-ignore-a': 'b' }],
  ])('accepts %s', (_name, sent) => {
    expect(() => assertPostPolicy(policyOf(conditions), new Map(Object.entries(sent)), now)).not.toThrow();
  });

  it.each([
    ['another beginning', { ...fields, key: 'out/in/x' }],
    ['another case', { ...fields, 'content-type': 'A/B' }],
    ['another bucket', { ...fields, bucket: 'c' }],
    ['an extra field', { ...fields, acl: 'public-read' }],
  ])('refuses %s', (_name, sent) => {
    const checking = () => assertPostPolicy(policyOf(conditions), new Map(Object.entries(sent)), now);
    expect(checking).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
  });
});
