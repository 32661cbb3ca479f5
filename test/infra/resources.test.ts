import { beforeAll, describe, expect, it } from 'vitest';
import { allowedBy, roleOf } from './policies.ts';
import { type Synthesis, synthesize } from './synthesize.ts';

const origin = 'https://app.example.com';

let synthesis: Synthesis;
beforeAll(async () => {
  // Throws when cdk-nag finds something that no acknowledgement explains.
  synthesis = await synthesize('production', { nag: true, corsOrigins: [origin] });
});

describe('stacks', () => {
  it('stays far from the 500 resources of CloudFormation', () => {
    const counts = [...synthesis.templates].map(([, { Resources }]) => Object.keys(Resources).length);
    expect(Math.max(...counts)).toBeLessThan(400);
    expect(counts.length).toBeGreaterThan(5);
  });

  it('keeps what cannot be made again in the data stack, through its removal', () => {
    const stateful = new Set(['AWS::S3::Bucket', 'AWS::RDS::DBCluster', 'AWS::SecretsManager::Secret']);
    const kept = synthesis.resources.filter(({ type }) => stateful.has(type));
    expect(new Set(kept.map(({ stack }) => stack))).toEqual(new Set(['data']));
    for (const { id, deletionPolicy } of kept) expect(deletionPolicy, id).toMatch(/^(Retain|Snapshot)$/);
  });

  it('depends in one direction', () => {
    const reach = (stack: string): string[] =>
      (synthesis.dependencies.get(stack) ?? []).flatMap((next) => [next, ...reach(next)]);
    for (const stack of synthesis.templates.keys()) expect(reach(stack)).not.toContain(stack);
    expect(reach('observability')).toContain('network');
  });

  it('says nothing of a local run, and no secret in plain text', () => {
    const text = JSON.stringify([...synthesis.templates.values()]);
    for (const local of [
      /DATABASE_URL/,
      /LOGIN_PASSWORD/,
      /localhost/i,
      /127\.0\.0\.1/,
      /AWS_ENDPOINT/,
      /\.elenchus/,
    ]) {
      expect(text).not.toMatch(local);
    }
    for (const secret of [
      /"MasterUserPassword"/,
      /"SecretString"/,
      /AWS_SECRET_ACCESS_KEY/,
      /BEGIN [A-Z ]*PRIVATE/,
    ]) {
      expect(text).not.toMatch(secret);
    }
    for (const type of ['AWS::IAM::User', 'AWS::IAM::AccessKey']) expect(synthesis.ofType(type)).toEqual([]);
  });
});

describe('grants', () => {
  /** Resources with a wildcard that stand, each for the reason given where it is granted. */
  const explained: Readonly<Record<string, readonly string[]>> = {
    '<data.DocumentsBucket.Arn>/org/*': ['s3:GetObject', 's3:GetObjectVersion'],
    '<data.DocumentsBucket.Arn>/org/*/documents/*': [
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutObject',
    ],
    '<data.DocumentsBucket.Arn>/org/*/audit/*': ['s3:PutObject'],
    'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:elenchus-production-document-ingestion:*':
      ['states:DescribeExecution'],
    'arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:*/*': [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:UnassignPrivateIpAddresses',
    ],
    '<migration.migrateDatabaseFunction.Arn>:*': ['lambda:InvokeFunction'],
    '*': [
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      'textract:DetectDocumentText',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
  };

  it('holds no wildcard beyond those that are explained', () => {
    const holders = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'].flatMap((type) =>
      synthesis.ofType(type),
    );
    const grants = holders.flatMap((holder) => allowedBy(synthesis, holder));
    expect(grants.filter(({ action }) => action.includes('*'))).toEqual([]);
    const wild = Map.groupBy(
      grants.filter(({ resource }) => resource.includes('*')),
      ({ resource }) => resource,
    );
    const actual = [...wild].map(([on, found]) => [
      on,
      [...new Set(found.map(({ action }) => action))].sort(),
    ]);
    expect(Object.fromEntries(actual)).toEqual(explained);
  });

  it('lets each state machine invoke exactly its tasks', () => {
    for (const machine of synthesis.ofType('AWS::StepFunctions::StateMachine')) {
      const tasks = Object.values(machine.properties.DefinitionSubstitutions);
      const policy = synthesis
        .ofType('AWS::IAM::Policy')
        .find(({ properties }) => properties.Roles[0].Ref === roleOf(synthesis, machine).id);
      if (policy === undefined) throw new Error(`${machine.id} has no policy`);
      const invoked = allowedBy(synthesis, policy).filter(({ action }) => action === 'lambda:InvokeFunction');
      expect(invoked.map(({ resource }) => resource).sort()).toEqual(
        tasks.map((arn) => synthesis.text(machine.stack, arn)).sort(),
      );
    }
    expect(synthesis.ofType('AWS::StepFunctions::StateMachine')).toHaveLength(1);
  });
});

describe('queues and rules', () => {
  it('has a dead-letter queue behind each queue and each target of a rule', () => {
    const queues = synthesis.ofType('AWS::SQS::Queue');
    const targets = synthesis.ofType('AWS::Events::Rule').flatMap(({ properties }) => properties.Targets);
    const deadLetters = [
      ...queues.flatMap(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn ?? []),
      ...targets.map((target: { DeadLetterConfig: { Arn: unknown } }) => target.DeadLetterConfig.Arn),
    ].map((arn) => arn['Fn::GetAtt'][0]);
    for (const { id, properties } of queues) {
      expect(properties.RedrivePolicy !== undefined || deadLetters.includes(id), id).toBe(true);
      expect(properties.SqsManagedSseEnabled, id).toBe(true);
    }
    expect(targets.length).toBeGreaterThan(1);
  });

  it('sends each upload of an original to the ingest queue, which waits longer than its function works', () => {
    const { EventPattern, Targets } = synthesis.one('AWS::Events::Rule', 'IngestUploaded').properties;
    expect(EventPattern).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ wildcard: 'org/*/original' }] } },
    });
    expect(synthesis.text('pipeline', EventPattern.detail.bucket.name[0])).toBe('<data.DocumentsBucket>');
    expect(synthesis.text('pipeline', Targets[0].Arn)).toBe('<pipeline.IngestQueue.Arn>');
    expect(synthesis.one('AWS::SQS::Queue', 'IngestQueue').properties).toMatchObject({
      VisibilityTimeout: 360,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
  });
});

describe('mail', () => {
  it('tries a mail eight times, some 24 minutes, before a person is told', () => {
    expect(synthesis.one('AWS::SQS::Queue', 'MailQueue').properties).toMatchObject({
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 8 },
    });
    const alarm = synthesis.one('AWS::CloudWatch::Alarm', 'AlarmsMailFailedMessages').properties;
    const [{ Value }] = alarm.Dimensions;
    expect(synthesis.text('observability', Value)).toBe('<pipeline.MailFailed.QueueName>');
  });

  it('has no sender and no secret until a deployment says who mails are from', async () => {
    const { properties } = synthesis.one('AWS::Lambda::Function', 'sendMail');
    expect(properties.Environment.Variables).toMatchObject({ MAIL_PROVIDER: 'none' });
    expect(synthesis.ofType('AWS::SecretsManager::Secret').map(({ id }) => id)).not.toContainEqual(
      expect.stringMatching(/^Resend/),
    );
    const named = await synthesize('production', { nag: true, mailFrom: 'Elenchus <mail@example.com>' });
    expect(named.one('AWS::Lambda::Function', 'sendMail').properties.Environment.Variables).toMatchObject({
      MAIL_PROVIDER: 'resend',
      MAIL_FROM: 'Elenchus <mail@example.com>',
    });
    const secret = named.one('AWS::SecretsManager::Secret', 'ResendKey');
    expect([secret.stack, secret.deletionPolicy]).toEqual(['data', 'Retain']);
  });
});

describe('operations', () => {
  it('rings on the first failure of what runs once an hour or less', () => {
    const periods = (operation: string) =>
      synthesis.one('AWS::CloudWatch::Alarm', `Alarms${operation}Errors`).properties.EvaluationPeriods;
    for (const operation of ['anchorAuditHeads', 'maintainVectorIndexes']) {
      expect(periods(operation)).toBe(1);
    }
    for (const operation of ['startIngestion', 'reconcileDocuments']) expect(periods(operation)).toBe(3);
  });

  it('tells in each alarm what to do, and rings', () => {
    const alarms = synthesis.ofType('AWS::CloudWatch::Alarm');
    for (const { properties } of alarms) {
      expect(properties.AlarmDescription).toMatch(/^Runbook: .{40,}/);
      expect(properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) }]);
    }
    expect(alarms.length).toBeGreaterThanOrEqual(10);
  });

  it('logs and traces the state machines, without their data', () => {
    for (const { properties } of synthesis.ofType('AWS::StepFunctions::StateMachine')) {
      expect(properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
      expect(properties.TracingConfiguration).toEqual({ Enabled: true });
    }
    expect(synthesis.ofType('AWS::StepFunctions::StateMachine')).toHaveLength(1);
  });
});
