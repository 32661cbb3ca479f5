// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation, not of JavaScript
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noValue, resolve, type Scope } from './resolve-intrinsics.ts';
import { TemplateError } from './template-error.ts';

const scope: Scope = {
  where: 'stack/thing',
  ref: (name) => (name === 'AWS::NoValue' ? noValue : `<${name}>`),
  attribute: (logicalId, attribute) => `<${logicalId}.${attribute}>`,
  condition: (name) => name === 'IsTrue',
  importValue: (name) => `imported ${name}`,
  mapping: (map, key, second) => `${map}/${key}/${second}`,
  availabilityZones: () => ['us-east-1a', 'us-east-1b'],
};

const plainJson = fc
  .jsonValue()
  .filter((value) => !/"(Ref|Fn::[^"]*|__proto__)":/.test(JSON.stringify(value)));

describe('resolve', () => {
  it.each([
    [{ Ref: 'Queue' }, '<Queue>'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, '<Queue.Arn>'],
    [{ 'Fn::GetAtt': 'Database.Endpoint.Port' }, '<Database.Endpoint.Port>'],
    [{ 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] }, 'integrations/<Integration>'],
    [{ 'Fn::Sub': 'a-${AWS::Region}-${Queue.Arn}-${!Literal}' }, 'a-<AWS::Region>-<Queue.Arn>-${Literal}'],
    [{ 'Fn::Sub': ['${Name}!', { Name: { Ref: 'Bucket' } }] }, '<Bucket>!'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'us-east-1a'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': '${Stack}-out' } }, 'imported <Stack>-out'],
    [{ 'Fn::If': ['IsTrue', 'yes', { 'Fn::Unknown': 1 }] }, 'yes'],
    [{ 'Fn::If': ['IsFalse', 'yes', 'no'] }, 'no'],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'Key' }, 'x'] }, 'Map/<Key>/x'],
    [{ 'Fn::Base64': 'text' }, 'dGV4dA=='],
  ])('%j', (value, expected) => {
    expect(resolve(value, scope)).toBe(expected);
  });

  it('leaves out what AWS::NoValue stands for', () => {
    const value = {
      keep: 1,
      drop: { Ref: 'AWS::NoValue' },
      list: [1, { 'Fn::If': ['IsFalse', 2, { Ref: 'AWS::NoValue' }] }],
    };
    expect(resolve(value, scope)).toEqual({ keep: 1, list: [1] });
  });

  it.each([
    [{ 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, 'Fn::Cidr is not supported'],
    [{ 'Fn::toString': 1 }, 'Fn::toString is not supported'],
    [{ 'Fn::Join': ['', 'text'] }, 'Fn::Join needs a list'],
    [{ 'Fn::Join': ['', [{ a: 1 }]] }, 'Fn::Join joins text'],
    [{ 'Fn::Select': [2, ['a']] }, 'Fn::Select finds no item 2'],
  ])('refuses %j', (value, message) => {
    expect(() => resolve(value, scope)).toThrow(TemplateError);
    expect(() => resolve(value, scope)).toThrow(`stack/thing: ${message}`);
  });

  it('leaves what holds no intrinsic function unchanged', () => {
    fc.assert(
      fc.property(plainJson, (value) => {
        expect(resolve(value, scope)).toEqual(value);
      }),
    );
  });

  it('joins and splits as inverses when the separator is in no item', () => {
    const items = fc.array(
      fc.string().filter((text) => !text.includes('|')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(items, (list) => {
        expect(resolve({ 'Fn::Split': ['|', { 'Fn::Join': ['|', list] }] }, scope)).toEqual(list);
      }),
    );
  });
});
