import { type FunctionRow, kebabCase, type Need } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantsOf, roleOf } from './policies.ts';
import { type Resource, type Synthesis, synthesize } from './synthesize.ts';

const bucket = '<data.DocumentsBucket.Arn>';
const tenantObjects = `${bucket}/org/*`;
const documentsKey = '<data.DocumentsKey.Arn>';
const databaseKey = '<data.DatabaseKey.Arn>';
const secrets = ['<data.DatabaseCluster.MasterUserSecret.SecretArn>', '<data.DatabaseLoginSecret>'];
const anywhere = '<AWS::Region>:<AWS::AccountId>';

/** Written down a second time on purpose: a grant that grows in `infra/bindings.ts` must be meant. */
const grantsByNeed: Record<Need, readonly (readonly [action: string, ...resources: string[]])[]> = {
  db: [
    [
      'rds-db:connect',
      `arn:<AWS::Partition>:rds-db:${anywhere}:dbuser:split(<data.DatabaseProxy.DBProxyArn>)[6]/elenchus_login`,
    ],
  ],
  'db:owner': [
    ['secretsmanager:GetSecretValue', ...secrets],
    ['kms:Decrypt', databaseKey],
  ],
  'documents:read': [
    ['s3:GetObject', tenantObjects],
    ['s3:GetObjectVersion', tenantObjects],
    ['s3:ListBucket', bucket],
    ['kms:Decrypt', documentsKey],
  ],
  'documents:write': [
    ['s3:PutObject', `${tenantObjects}/documents/*`],
    ['kms:Decrypt', documentsKey],
    ['kms:GenerateDataKey', documentsKey],
  ],
  'documents:delete': [
    // Not the copies of the audit logs' heads.
    ['s3:DeleteObject', `${tenantObjects}/documents/*`],
    ['s3:DeleteObjectVersion', `${tenantObjects}/documents/*`],
    ['s3:ListBucketVersions', bucket],
  ],
  'documents:anchor': [
    ['s3:PutObject', `${tenantObjects}/audit/*`],
    ['kms:Decrypt', documentsKey],
    ['kms:GenerateDataKey', documentsKey],
  ],
  'machine:document-ingestion': [
    ['states:StartExecution', '<pipeline.documentingestionMachine>'],
    [
      'states:DescribeExecution',
      `arn:<AWS::Partition>:states:${anywhere}:execution:elenchus-development-document-ingestion:*`,
    ],
  ],
  'queue:mail': [['sqs:SendMessage', '<pipeline.MailQueue.Arn>']],
  mail: [
    ['secretsmanager:GetSecretValue', '<data.ResendKeySecret>'],
    ['kms:Decrypt', databaseKey],
  ],
  google: [
    ['secretsmanager:GetSecretValue', '<data.GoogleClientSecret>'],
    ['kms:Decrypt', databaseKey],
  ],
  internet: [],
  embedding: [],
  llm: [],
  parser: [],
  ocr: [['textract:DetectDocumentText', '*']],
};

const address = ['DATABASE_HOST', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_USER'];
const variablesByNeed: Record<Need, readonly string[]> = {
  db: [...address, 'ACCESS_TOKEN_MINUTES', 'REFRESH_TOKEN_DAYS', 'RATE_LIMITS'],
  'db:owner': [...address, 'DATABASE_SECRET_ARN', 'LOGIN_SECRET_ARN', 'NODE_EXTRA_CA_CERTS'],
  'documents:read': ['DOCUMENTS_BUCKET'],
  'documents:write': ['DOCUMENTS_BUCKET', 'MAX_UPLOAD_BYTES'],
  'documents:delete': ['DOCUMENTS_BUCKET'],
  'documents:anchor': ['DOCUMENTS_BUCKET'],
  'machine:document-ingestion': ['INGESTION_STATE_MACHINE_ARN'],
  'queue:mail': ['MAIL_QUEUE_URL'],
  mail: ['MAIL_PROVIDER', 'MAIL_FROM', 'RESEND_SECRET_ARN'],
  google: ['CORS_ORIGINS', 'GOOGLE_ISSUER', 'GOOGLE_CLIENT_ID', 'GOOGLE_SECRET_ARN'],
  internet: [],
  embedding: ['EMBEDDING_PROVIDER', 'EMBEDDING_DIMENSIONS'],
  llm: ['LLM_PROVIDER'],
  parser: [],
  ocr: ['OCR_PROVIDER'],
};
const everyVariable = [
  'NODE_OPTIONS',
  'POWERTOOLS_SERVICE_NAME',
  'ELENCHUS_STAGE',
  'ELENCHUS_PUBLIC_URL',
  'LOG_LEVEL',
];

const queueActions = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

const queueArns = { ingest: '<pipeline.IngestQueue.Arn>', mail: '<pipeline.MailQueue.Arn>' } as const;

let synthesis: Synthesis;
beforeAll(async () => {
  synthesis = await synthesize('development', {
    nag: false,
    mailFrom: 'mail@example.com',
    googleClientId: 'client',
  });
});

/** Functions of the table; the template also holds the helper of aws-cdk-lib that runs the migration. */
function productFunctions(): readonly Resource[] {
  return synthesis
    .ofType('AWS::Lambda::Function')
    .filter(({ properties }) => properties.Handler !== '__entrypoint__.handler');
}

function functionOf(row: FunctionRow): Resource {
  const handler = `${kebabCase(row.operation)}.handler`;
  const [found, ...others] = productFunctions().filter(({ properties }) => properties.Handler === handler);
  if (found === undefined || others.length > 0) throw new Error(`${handler} is there ${others.length} times`);
  return found;
}

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('functions', () => {
  it('has one function for each row and none besides', () => {
    const handlers = functionTable.map((row) => `${kebabCase(row.operation)}.handler`);
    expect(
      productFunctions()
        .map(({ properties }) => properties.Handler)
        .sort(),
    ).toEqual(handlers.sort());
  });

  describe.each(functionTable.map((row) => [row.operation, row] as const))('%s', (operation, row) => {
    it('is as its row says', () => {
      const { id, properties } = functionOf(row);
      expect(id).toMatch(new RegExp(`^${operation}Function[0-9A-F]{8}$`));
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: row.memoryMb,
        Timeout: row.timeoutSeconds,
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: { Ref: expect.stringMatching(`^${operation}Logs`) } },
      });
    });

    it('has the variables that its needs give it', () => {
      const expected = [...everyVariable, ...row.needs.flatMap((need) => variablesByNeed[need])];
      const { Variables } = functionOf(row).properties.Environment;
      expect(Object.keys(Variables).sort()).toEqual(sorted(expected));
      expect(Variables.ELENCHUS_STAGE).toBe('development');
    });

    it('may do what its needs give it and nothing else', () => {
      const role = roleOf(synthesis, functionOf(row));
      const expected = row.needs.flatMap((need) =>
        grantsByNeed[need].flatMap(([action, ...resources]) => resources.map((on) => `${action} ${on}`)),
      );
      const logs = ['CreateLogStream', 'PutLogEvents'].map(
        (action) => `logs:${action} <${role.stack}.${operation}Logs.Arn>`,
      );
      const queue =
        row.trigger === 'sqs' ? queueActions.map((action) => `${action} ${queueArns[row.queue]}`) : [];
      const actual = grantsOf(synthesis, role).map(({ action, resource }) => `${action} ${resource}`);
      expect(actual.sort()).toEqual(sorted([...expected, ...logs, ...queue]));
    });

    it('stands in the network if and only if it uses the database, with a way out only when it needs one', () => {
      const { stack, properties } = functionOf(row);
      const role = roleOf(synthesis, functionOf(row));
      const groups = (properties.VpcConfig?.SecurityGroupIds ?? []).map((id: unknown) =>
        synthesis.text(stack, id),
      );
      const policies = role.properties.ManagedPolicyArns.map((arn: unknown) => synthesis.text(stack, arn));
      const group = row.needs.includes('db:owner') ? 'Migration' : 'Functions';
      const inside = row.needs.some((need) => need === 'db' || need === 'db:owner');
      const goesOut = row.needs.includes('internet');
      const expected = [...(inside ? [group] : []), ...(goesOut ? ['Internet'] : [])];
      expect(groups).toEqual(expected.map((name) => `<network.${name}SecurityGroup.GroupId>`));
      const subnets = (properties.VpcConfig?.SubnetIds ?? []).map((id: unknown) => synthesis.text(stack, id));
      const name = goesOut ? 'egress' : 'isolated';
      expect(subnets).toEqual(inside ? [1, 2].map((at) => `<network.Vpc${name}Subnet${at}Subnet>`) : []);
      expect(policies).toEqual([
        '<network.FunctionPoliciesTracing>',
        ...(inside ? ['<network.FunctionPoliciesNetworkInterfaces>'] : []),
      ]);
    });
  });

  it('gives every function a role and a log group of its own', () => {
    const functions = synthesis.ofType('AWS::Lambda::Function');
    const roles = functions.map((resource) => `${resource.stack}.${roleOf(synthesis, resource).id}`);
    const logs = productFunctions().map(
      ({ stack, properties }) => `${stack}.${properties.LoggingConfig.LogGroup.Ref}`,
    );
    expect(new Set(roles).size).toBe(functions.length);
    expect(new Set(logs).size).toBe(functionTable.length);
  });
});

describe('triggers', () => {
  it('has one route for each HTTP row, to its function, and none besides', () => {
    const expected = functionTable.flatMap((row) => {
      if (row.trigger === 'default') return [`$default ${row.operation}`];
      return row.trigger === 'http' ? [`${row.contract.method} ${row.contract.path} ${row.operation}`] : [];
    });
    const actual = synthesis.ofType('AWS::ApiGatewayV2::Route').map(({ stack, properties }) => {
      const integrationId = properties.Target['Fn::Join'][1][1].Ref;
      const integration = synthesis.resources.find(
        (other) => other.stack === stack && other.id === integrationId,
      );
      expect(integration?.properties).toMatchObject({
        IntegrationType: 'AWS_PROXY',
        PayloadFormatVersion: '2.0',
      });
      const handler = synthesis.text(stack, integration?.properties.IntegrationUri);
      return `${properties.RouteKey} ${/\.(\w+)Function\.Arn/.exec(handler)?.[1]}`;
    });
    expect(actual.sort()).toEqual(expected.sort());
    expect(synthesis.ofType('AWS::ApiGatewayV2::Integration').length).toBeLessThan(300);
  });

  it('lets no browser call from another origin unless the deployment names it', () => {
    expect(synthesis.one('AWS::ApiGatewayV2::Api').properties.CorsConfiguration).toBeUndefined();
    expect(synthesis.one('AWS::S3::Bucket', 'DocumentsBucket').properties.CorsConfiguration).toBeUndefined();
  });

  it('lets the API invoke a function only by its own route', () => {
    const permissions = synthesis
      .ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com');
    const api = `arn:<AWS::Partition>:execute-api:${anywhere}:<gateway.Api>`;
    const paths = functionTable.flatMap((row) => {
      if (row.trigger === 'default') return [`${api}/*/*`];
      return row.trigger === 'http' ? [`${api}/*/*${row.contract.path}`] : [];
    });
    const sources = permissions.map(({ stack, properties }) => synthesis.text(stack, properties.SourceArn));
    expect(sources.sort()).toEqual(paths.sort());
  });

  it('maps each queue to its function, with batches reported message by message', () => {
    const rows = functionTable.filter((row) => row.trigger === 'sqs');
    const mappings = synthesis.ofType('AWS::Lambda::EventSourceMapping').map(({ stack, properties }) => ({
      function: synthesis.text(stack, properties.FunctionName),
      queue: synthesis.text(stack, properties.EventSourceArn),
      batchSize: properties.BatchSize,
      maxConcurrency: properties.ScalingConfig.MaximumConcurrency,
      responses: properties.FunctionResponseTypes,
    }));
    expect(mappings).toEqual(
      rows.map((row) => ({
        function: `<pipeline.${row.operation}Function>`,
        queue: queueArns[row.queue],
        batchSize: row.batchSize,
        maxConcurrency: row.maxConcurrency,
        responses: ['ReportBatchItemFailures'],
      })),
    );
  });

  it('schedules each schedule row', () => {
    const rules = synthesis
      .ofType('AWS::Events::Rule')
      .filter(({ properties }) => properties.ScheduleExpression);
    const actual = rules.map(({ stack, properties }) => [
      properties.ScheduleExpression,
      synthesis.text(stack, properties.Targets[0].Arn),
    ]);
    const rows = functionTable.filter((row) => row.trigger === 'schedule');
    expect(actual).toEqual(rows.map((row) => [row.schedule, `<pipeline.${row.operation}Function.Arn>`]));
  });

  it('migrates on deploy, before any other function is changed', () => {
    const triggers = synthesis.ofType('Custom::Trigger').map(({ properties }) => properties.HandlerArn.Ref);
    expect(triggers).toEqual([expect.stringMatching(/^migrateDatabaseFunctionCurrentVersion/)]);
    expect(synthesis.dependencies.get('migration')).toContain('data');
    const others = new Set(productFunctions().map(({ stack }) => stack));
    others.delete('migration');
    for (const stack of others) expect(synthesis.dependencies.get(stack), stack).toContain('migration');
  });
});
