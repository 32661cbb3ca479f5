import { createHash } from 'node:crypto';
import type { Resource } from './cloud-assembly.ts';

/** The account and place that the one-machine cloud pretends to be. */
export interface Environment {
  readonly accountId: string;
  readonly region: string;
  /** Base of queue URLs, such as `http://127.0.0.1:4566`. */
  readonly queueEndpoint: string;
  /** Base of the HTTP API. */
  readonly publicUrl: string;
}

/** A resource with its name; `property` reads one of its properties with intrinsics resolved. */
export interface NamedResource {
  readonly logicalId: string;
  readonly stackName: string;
  readonly type: Resource['Type'];
  property(name: string): unknown;
}

/** What `Ref` and `Fn::GetAtt` give for the types that have a counterpart on this machine. */
interface Identity {
  ref(resource: NamedResource, environment: Environment): string;
  readonly attributes: Record<string, (resource: NamedResource, environment: Environment) => string>;
}

function arn(service: string, path: string, { accountId, region }: Environment): string {
  return `arn:aws:${service}:${region}:${accountId}:${path}`;
}

/** The name that the template gives, else `<stack>-<logical id>` as AWS does, without its random ending. */
function nameOf(resource: NamedResource, property: string, maximum: number): string {
  const given = resource.property(property);
  if (typeof given === 'string') return given;
  const name = `${resource.stackName}-${resource.logicalId}`;
  if (name.length <= maximum) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, maximum - digest.length - 1)}-${digest}`;
}

export const functionName = (resource: NamedResource) => nameOf(resource, 'FunctionName', 64);
export const functionArn = (resource: NamedResource, environment: Environment) =>
  arn('lambda', `function:${functionName(resource)}`, environment);
export const queueName = (resource: NamedResource) => nameOf(resource, 'QueueName', 80);
export const queueArn = (resource: NamedResource, environment: Environment) =>
  arn('sqs', queueName(resource), environment);
export const queueUrl = (resource: NamedResource, environment: Environment) =>
  `${environment.queueEndpoint}/${environment.accountId}/${queueName(resource)}`;
export const bucketName = (resource: NamedResource) => nameOf(resource, 'BucketName', 63).toLowerCase();
export const stateMachineName = (resource: NamedResource) => nameOf(resource, 'StateMachineName', 80);
export const stateMachineArn = (resource: NamedResource, environment: Environment) =>
  arn('states', `stateMachine:${stateMachineName(resource)}`, environment);
export const ruleName = (resource: NamedResource) => nameOf(resource, 'Name', 64);

const text = (resource: NamedResource, property: string) => String(resource.property(property));

export const identities: Record<string, Identity> = {
  'AWS::Lambda::Function': { ref: functionName, attributes: { Arn: functionArn } },
  // Versions and aliases are the function itself: there is one code on this machine.
  'AWS::Lambda::Version': {
    ref: (version) => `${qualified(text(version, 'FunctionName'))}:1`,
    attributes: {
      Version: () => '1',
      FunctionArn: (version) => `${qualified(text(version, 'FunctionName'))}:1`,
    },
  },
  'AWS::Lambda::Alias': {
    ref: (alias) => `${qualified(text(alias, 'FunctionName'))}:${text(alias, 'Name')}`,
    attributes: {},
  },
  'AWS::SQS::Queue': {
    ref: queueUrl,
    attributes: { Arn: queueArn, QueueName: queueName, QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    ref: bucketName,
    attributes: {
      Arn: (bucket) => `arn:aws:s3:::${bucketName(bucket)}`,
      DomainName: (bucket) => `${bucketName(bucket)}.s3.amazonaws.com`,
      RegionalDomainName: (bucket, { region }) => `${bucketName(bucket)}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::StepFunctions::StateMachine': {
    ref: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: stateMachineName },
  },
  'AWS::Events::Rule': {
    ref: ruleName,
    attributes: { Arn: (rule, environment) => arn('events', `rule/${ruleName(rule)}`, environment) },
  },
  'AWS::ApiGatewayV2::Api': {
    ref: (api) => api.logicalId,
    attributes: { ApiEndpoint: (_api, { publicUrl }) => publicUrl, ApiId: (api) => api.logicalId },
  },
  'AWS::ApiGatewayV2::Integration': {
    ref: (integration) => `${integration.stackName}.${integration.logicalId}`,
    attributes: {},
  },
};

/** A function's ARN as it stands in `FunctionName`, which may be a bare name. */
function qualified(functionNameOrArn: string): string {
  return functionNameOrArn.replace(/:(\$LATEST|\d+)$/, '');
}

/** The ARN of a function that is named in any of the ways that AWS takes: name or ARN, with version or alias or not. */
export function unqualifiedFunctionArn(value: string, environment: Environment): string {
  if (value.startsWith('arn:')) return value.split(':').slice(0, 7).join(':');
  return arn('lambda', `function:${value.split(':')[0]}`, environment);
}
