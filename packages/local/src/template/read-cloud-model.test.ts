// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation, not of JavaScript
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readCloudAssembly, type Template } from './cloud-assembly.ts';
import { readCloudModel } from './read-cloud-model.ts';
import { assemblyOf, environment, functionResource } from './template-fixture.ts';

const read = (stacks: Record<string, Template>) => readCloudModel(assemblyOf(stacks), environment);
const only = (resources: NonNullable<Template['Resources']>) => read({ app: { Resources: resources } });
const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

const pipeline = {
  Start: functionResource('start-ingestion', { Timeout: 60, ReservedConcurrentExecutions: 2 }),
  Dead: { Type: 'AWS::SQS::Queue' },
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 360,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
    },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'Start' },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { EventBridgeConfiguration: {} } },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { detail: { bucket: { name: [{ Ref: 'Bucket' }] } } },
      Targets: [{ Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Id: 'Target0' }],
    },
  },
  Every: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Arn: { 'Fn::GetAtt': ['Start', 'Arn'] }, Id: 'T' }],
    },
  },
};

it('reads queue, mapping, rule and schedule', async () => {
  const model = await only(pipeline);
  expect(model.functions).toMatchObject([
    { handlerFile: 'start-ingestion', timeoutSeconds: 60, memoryMb: 128, reservedConcurrency: 2 },
  ]);
  expect(model.queues[1]).toEqual({
    name: 'app-Queue',
    arn: 'arn:aws:sqs:us-east-1:000000000000:app-Queue',
    url: 'http://127.0.0.1:9324/000000000000/app-Queue',
    visibilityTimeoutSeconds: 360,
    delaySeconds: 0,
    retentionSeconds: 345_600,
    redrive: { deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:app-Dead', maxReceiveCount: 5 },
  });
  expect(model.eventSourceMappings).toMatchObject([
    { functionArn: arnOf('app-Start'), maximumConcurrency: 5, reportsBatchItemFailures: true },
  ]);
  expect(model.rules).toMatchObject([
    { pattern: { detail: { bucket: { name: ['app-bucket'] } } }, targets: [{ arn: model.queues[1]?.arn }] },
  ]);
  expect(model.schedules).toMatchObject([
    { expression: 'rate(5 minutes)', target: { arn: arnOf('app-Start') } },
  ]);
  expect(model.buckets).toMatchObject([{ name: 'app-bucket', sendsEvents: true, isVersioned: false }]);
});

it('reads routes over stacks, the default route, and functions by version', async () => {
  const integration = (uri: unknown) => ({
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', IntegrationUri: uri },
  });
  const route = (key: string, to: string) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey: key, Target: { 'Fn::Join': ['', ['integrations/', { Ref: to }]] } },
  });
  const model = await read({
    gateway: { Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } } },
    cases: {
      Resources: {
        Get: functionResource('get-case'),
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Get' } } },
        One: integration({ 'Fn::GetAtt': ['Get', 'Arn'] }),
        Two: integration({ Ref: 'Version' }),
        GetRoute: route('GET /cases/{caseId}', 'One'),
        DefaultRoute: route('$default', 'Two'),
      },
    },
  });
  expect(model.httpApi.routes).toEqual([
    { method: 'GET', path: '/cases/{caseId}', functionArn: arnOf('cases-Get') },
  ]);
  expect(model.httpApi.defaultFunctionArn).toBe(arnOf('cases-Get'));
});

it('resolves imports, conditions, parameters and mappings', async () => {
  const model = await read({
    app: {
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Mappings: { Sizes: { test: { memory: 512 } } },
      Conditions: {
        IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
        IsNot: { 'Fn::Not': [{ Condition: 'IsTest' }] },
      },
      Resources: {
        Get: functionResource('get', {
          MemorySize: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] },
          Environment: {
            Variables: {
              BUCKET: { 'Fn::ImportValue': 'data-bucket' },
              GONE: { 'Fn::If': ['IsNot', 'x', { Ref: 'AWS::NoValue' }] },
            },
          },
        }),
        Left: { ...functionResource('left'), Condition: 'IsNot' },
      },
    },
    data: {
      Resources: { Bucket: { Type: 'AWS::S3::Bucket' } },
      Outputs: { Out: { Value: { Ref: 'Bucket' }, Export: { Name: 'data-bucket' } } },
    },
  });
  expect(model.functions).toMatchObject([{ memoryMb: 512, environment: { BUCKET: 'data-bucket' } }]);
  expect(model.functions[0]?.environment).not.toHaveProperty('GONE');
});

it('reads a definition from the assets and fills in its substitutions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assembly-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const json = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));
  await json('manifest.json', {
    artifacts: {
      app: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'app.json', stackName: 'real-name' },
      },
      assets: { type: 'cdk:asset-manifest', properties: { file: 'app.assets.json' } },
    },
  });
  await json('app.assets.json', {
    files: { hash: { source: { path: 'asset.json' }, destinations: { here: { objectKey: 'hash.json' } } } },
  });
  await json('asset.json', { States: { A: { Resource: '${taskArn}' } } });
  await json('app.json', {
    Resources: {
      Task: functionResource('task'),
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          DefinitionS3Location: { Bucket: 'b', Key: 'hash.json' },
          DefinitionSubstitutions: { taskArn: { 'Fn::GetAtt': ['Task', 'Arn'] } },
        },
      },
    },
  });
  const model = await readCloudModel(await readCloudAssembly(folder), environment);
  expect(model.stateMachines).toEqual([
    {
      name: 'real-name-Machine',
      arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:real-name-Machine',
      definition: { States: { A: { Resource: arnOf('real-name-Task') } } },
    },
  ]);
});

it('reads what runs on deploy and leaves out helper functions of the CDK', async () => {
  const model = await only({
    Migrate: functionResource('migrate-database'),
    Helper: functionResource('__entrypoint__'),
    Trigger: { Type: 'Custom::Trigger', Properties: { HandlerArn: { 'Fn::GetAtt': ['Migrate', 'Arn'] } } },
  });
  expect(model.functions.map(({ handlerFile }) => handlerFile)).toEqual(['migrate-database']);
  expect(model.deployTriggers).toEqual([{ functionArn: arnOf('app-Migrate') }]);
});

it.each([
  [
    'a type that is not known',
    { Table: { Type: 'AWS::DynamoDB::Table' } },
    'does not know AWS::DynamoDB::Table',
  ],
  [
    'a FIFO queue',
    { Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } },
    'FifoQueue is not supported',
  ],
  [
    'a filter of a mapping',
    {
      ...pipeline,
      Mapping: { ...pipeline.Mapping, Properties: { ...pipeline.Mapping.Properties, FilterCriteria: {} } },
    },
    'FilterCriteria is not supported',
  ],
  [
    'a secret in a variable',
    { A: functionResource('a', { Environment: { Variables: { KEY: '{{resolve:secretsmanager:x}}' } } }) },
    'dynamic reference',
  ],
  [
    'a dangling target',
    {
      Rule: {
        ...pipeline.Every,
        Properties: { ...pipeline.Every.Properties, Targets: [{ Arn: arnOf('nobody') }] },
      },
    },
    'not in the template',
  ],
  [
    'a handler of another form',
    { A: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'a.main' } } },
    '<operation>.handler',
  ],
])('refuses %s', async (_what, resources, message) => {
  await expect(only(resources as NonNullable<Template['Resources']>)).rejects.toThrow(message);
});
