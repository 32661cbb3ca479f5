import { defaultGoogleIssuer } from '@elenchus/contracts/identity/google-issuer';
import type { Need } from '@elenchus/functions/function-row';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { ArnFormat, Aws, Fn, Stack } from 'aws-cdk-lib/core';
import { Database } from './constructs/database.ts';
import { tenantPrefix } from './constructs/documents-bucket.ts';
import type { Platform } from './platform.ts';
import { machineNameOf } from './settings.ts';

/** What a need means on AWS: environment variables, grants, and whether the function stands in the network. */
export interface Binding {
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly PolicyStatement[];
  readonly securityGroup?: ISecurityGroup;
  /** Whether the function stands in the subnets that have a way out. */
  readonly egress?: true;
  /** Findings of cdk-nag on the grants, each with the reason why it stands. */
  readonly acknowledgements?: Readonly<Record<string, string>>;
}

const bindings: Readonly<Record<Need, (platform: Platform) => Binding>> = {
  db: ({ database, functionSecurityGroup, requests }) => ({
    environment: {
      ...databaseAddress(database.proxy.endpoint, Database.loginUser),
      ACCESS_TOKEN_MINUTES: requests.accessTokenMinutes,
      REFRESH_TOKEN_DAYS: requests.refreshTokenDays,
      RATE_LIMITS: requests.rateLimits,
    },
    statements: [allow(['rds-db:connect'], [loginThroughProxy(database)])],
    securityGroup: functionSecurityGroup,
  }),

  'db:owner': ({ database, migrationSecurityGroup }) => ({
    environment: {
      ...databaseAddress(database.cluster.clusterEndpoint.hostname, Database.ownerUser),
      DATABASE_SECRET_ARN: database.ownerSecretArn,
      LOGIN_SECRET_ARN: database.loginSecret.secretArn,
      // Certificates of clusters are signed by Amazon's own authorities, which Node 20 and later do not know.
      NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
    },
    statements: [
      allow(['secretsmanager:GetSecretValue'], [database.ownerSecretArn, database.loginSecret.secretArn]),
      useKey(database.key, 'secretsmanager', ['kms:Decrypt']),
    ],
    securityGroup: migrationSecurityGroup,
  }),

  'documents:read': ({ documents }) => ({
    environment: { DOCUMENTS_BUCKET: documents.bucket.bucketName },
    statements: [
      allow(['s3:GetObject', 's3:GetObjectVersion'], [documents.tenantObjectsArn]),
      // Without it a missing object is answered as 403 instead of 404.
      allow(['s3:ListBucket'], [documents.bucket.bucketArn]),
      useKey(documents.key, 's3', ['kms:Decrypt']),
    ],
    acknowledgements: ofAllTenants(documents.tenantObjectsFinding),
  }),

  'documents:write': ({ documents }) => ({
    environment: { DOCUMENTS_BUCKET: documents.bucket.bucketName, MAX_UPLOAD_BYTES: '104857600' },
    statements: [
      allow(['s3:PutObject'], [documents.documentObjectsArn]),
      // S3 decrypts the parts of a multipart upload in the name of who uploads.
      useKey(documents.key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
    acknowledgements: ofAllTenants(documents.documentObjectsFinding),
  }),

  // Nobody else can write over what the audit logs are held against.
  'documents:anchor': ({ documents }) => ({
    environment: { DOCUMENTS_BUCKET: documents.bucket.bucketName },
    statements: [
      allow(['s3:PutObject'], [documents.anchorObjectsArn]),
      useKey(documents.key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
    acknowledgements: ofAllTenants(documents.anchorObjectsFinding),
  }),

  'documents:delete': ({ documents }) => ({
    environment: { DOCUMENTS_BUCKET: documents.bucket.bucketName },
    statements: [
      allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], [documents.documentObjectsArn]),
      new PolicyStatement({
        actions: ['s3:ListBucketVersions'],
        resources: [documents.bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': tenantPrefix } },
      }),
    ],
    acknowledgements: ofAllTenants(documents.documentObjectsFinding),
  }),

  'machine:document-ingestion': (platform) =>
    useMachine(platform, 'document-ingestion', 'INGESTION_STATE_MACHINE_ARN'),

  'queue:mail': ({ mailQueue }) => {
    if (mailQueue === undefined) throw new Error('No queue "mail" yet.');
    return {
      environment: { MAIL_QUEUE_URL: mailQueue.queueUrl },
      statements: [allow(['sqs:SendMessage'], [mailQueue.queueArn])],
    };
  },

  mail: ({ mail, database }) =>
    mail === undefined
      ? { environment: { MAIL_PROVIDER: 'none' } }
      : {
          environment: {
            MAIL_PROVIDER: 'resend',
            MAIL_FROM: mail.from,
            RESEND_SECRET_ARN: mail.apiKey.secretArn,
          },
          statements: [
            allow(['secretsmanager:GetSecretValue'], [mail.apiKey.secretArn]),
            useKey(database.key, 'secretsmanager', ['kms:Decrypt']),
          ],
        },

  google: ({ google, corsOrigins, database }) => ({
    environment: {
      // Where a sign-in may return to.
      CORS_ORIGINS: corsOrigins.join(','),
      GOOGLE_ISSUER: google?.issuer ?? defaultGoogleIssuer,
      ...(google && { GOOGLE_CLIENT_ID: google.clientId, GOOGLE_SECRET_ARN: google.clientSecret.secretArn }),
    },
    ...(google && {
      statements: [
        allow(['secretsmanager:GetSecretValue'], [google.clientSecret.secretArn]),
        useKey(database.key, 'secretsmanager', ['kms:Decrypt']),
      ],
    }),
  }),

  internet: ({ internetSecurityGroup }) => ({ securityGroup: internetSecurityGroup, egress: true }),

  embedding: () => ({ environment: { EMBEDDING_PROVIDER: 'offline', EMBEDDING_DIMENSIONS: '512' } }),

  llm: () => ({ environment: { LLM_PROVIDER: 'offline' } }),

  // Worker and WebAssembly come with the bundle.
  parser: () => ({}),

  ocr: ({ functionSecurityGroup }) => ({
    environment: { OCR_PROVIDER: 'textract' },
    // Textract has no resources to name for this action.
    statements: [allow(['textract:DetectDocumentText'], ['*'])],
    securityGroup: functionSecurityGroup,
    acknowledgements: {
      'AwsSolutions-IAM5[Resource::*]': 'textract:DetectDocumentText supports no resource-level permissions.',
    },
  }),
};

/** The one place where a need becomes grants and environment variables. */
export function bindNeed(need: Need, platform: Platform): Binding {
  return bindings[need](platform);
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function useKey(key: Key, service: string, actions: string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` } },
  });
}

function databaseAddress(host: string, user: string): Record<string, string> {
  return {
    DATABASE_HOST: host,
    DATABASE_PORT: String(Database.port),
    DATABASE_NAME: Database.databaseName,
    DATABASE_USER: user,
  };
}

/** IAM knows a proxy by the resource id at the end of its ARN. */
function loginThroughProxy({ proxy }: Database): string {
  const proxyId = Fn.select(6, Fn.split(':', proxy.dbProxyArn));
  return Stack.of(proxy).formatArn({
    service: 'rds-db',
    resource: 'dbuser',
    resourceName: `${proxyId}/${Database.loginUser}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function ofAllTenants(finding: string): Record<string, string> {
  return {
    [`AwsSolutions-IAM5[Resource::${finding}]`]:
      'One function serves all tenants; the key it reads or writes is made from the tenant of the verified token.',
  };
}

function useMachine({ machines, stage }: Platform, name: string, variable: string): Binding {
  const machine = machines[name];
  if (machine === undefined) {
    throw new Error(`No state machine "${name}" yet; a task of a machine cannot need the machine.`);
  }
  const executions = `execution:${machineNameOf(stage, name)}:*`;
  return {
    environment: { [variable]: machine.stateMachineArn },
    statements: [
      allow(['states:StartExecution'], [machine.stateMachineArn]),
      allow(
        ['states:DescribeExecution'],
        [`arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:${executions}`],
      ),
    ],
    acknowledgements: {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${executions}]`]:
        'Executions have names of their own; all of this one machine may be looked at.',
    },
  };
}
