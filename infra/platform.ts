import type { FunctionRow } from '@elenchus/functions/function-row';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Database } from './constructs/database.ts';
import type { DocumentsBucket } from './constructs/documents-bucket.ts';
import type { FunctionPolicies } from './constructs/function-policies.ts';
import type { RequestSettings, StageSettings } from './settings.ts';

/** Who mails are from, and the key of Resend. */
export interface MailSettings {
  readonly from: string;
  readonly apiKey: ISecret;
}

/** What Google knows this deployment by. */
export interface GoogleSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: ISecret;
}

/** What stands before the functions do, and what their needs are bound to. */
export interface Platform {
  readonly stage: StageSettings;
  readonly publicUrl: string;
  readonly requests: RequestSettings;
  readonly code: (row: FunctionRow) => Code;
  readonly vpc: IVpc;
  readonly functionSecurityGroup: ISecurityGroup;
  readonly migrationSecurityGroup: ISecurityGroup;
  readonly internetSecurityGroup: ISecurityGroup;
  readonly functionPolicies: FunctionPolicies;
  readonly database: Database;
  readonly documents: DocumentsBucket;
  /** Undefined while nobody has said who mails are from. */
  readonly mail: MailSettings | undefined;
  /** Undefined while nobody has registered a client with Google. */
  readonly google: GoogleSettings | undefined;
  readonly corsOrigins: readonly string[];
  /** By name in `statemachines/machines.ts`; empty while the tasks of the machines are made. */
  readonly machines: Readonly<Record<string, IStateMachine>>;
  /** That functions may put something on; undefined until the pipeline is made. */
  readonly mailQueue: IQueue | undefined;
}
