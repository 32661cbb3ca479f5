import type { CloudAssembly } from './cloud-assembly.ts';
import type { BucketModel, CloudModel } from './cloud-model.ts';
import { compileEventPattern } from './event-pattern.ts';
import { readFunctions } from './read-functions.ts';
import { readHttpApi } from './read-http-api.ts';
import { readEventSourceMappings, readQueues, readRules, readSchedules } from './read-messaging.ts';
import { placeOf, refuse, requiredText, structure } from './read-properties.ts';
import { readStateMachines } from './read-state-machines.ts';
import { resolveStacks } from './resolved-stacks.ts';
import {
  bucketName,
  type Environment,
  type NamedResource,
  unqualifiedFunctionArn,
} from './resource-names.ts';
import { TemplateError } from './template-error.ts';

/**
 * Reads what `cdk synth` wrote into a plain model.
 * @throws TemplateError for anything that matters and cannot be carried out on one machine
 */
export async function readCloudModel(assembly: CloudAssembly, environment: Environment): Promise<CloudModel> {
  const resources = resolveStacks(assembly, environment);
  const model: CloudModel = {
    functions: readFunctions(resources, environment),
    httpApi: readHttpApi(resources, environment),
    queues: readQueues(resources, environment),
    eventSourceMappings: readEventSourceMappings(resources, environment),
    rules: readRules(resources, environment),
    schedules: readSchedules(resources, environment),
    stateMachines: await readStateMachines(resources, assembly.assetPaths, environment),
    buckets: readBuckets(resources),
    deployTriggers: resources
      .filter(({ type }) => type === 'Custom::Trigger')
      .map((trigger) => ({
        functionArn: unqualifiedFunctionArn(requiredText(trigger, 'HandlerArn'), environment),
      })),
  };
  checkReferences(model);
  return model;
}

function readBuckets(resources: readonly NamedResource[]): BucketModel[] {
  return resources
    .filter(({ type }) => type === 'AWS::S3::Bucket')
    .map((bucket) => {
      refuse(bucket, ['ReplicationConfiguration', 'WebsiteConfiguration']);
      const notifications = structure<Record<string, unknown>>(bucket, 'NotificationConfiguration') ?? {};
      const others = Object.keys(notifications).filter((name) => name !== 'EventBridgeConfiguration');
      if (others.length > 0)
        throw new TemplateError(placeOf(bucket), `${others.join(', ')}: only EventBridge is supported`);
      const cors =
        structure<{ CorsRules?: { AllowedOrigins?: string[] }[] }>(bucket, 'CorsConfiguration')?.CorsRules ??
        [];
      const name = bucketName(bucket);
      return {
        name,
        arn: `arn:aws:s3:::${name}`,
        sendsEvents: 'EventBridgeConfiguration' in notifications,
        isVersioned: structure<{ Status?: string }>(bucket, 'VersioningConfiguration')?.Status === 'Enabled',
        corsOrigins: cors.flatMap(({ AllowedOrigins = [] }) => AllowedOrigins),
      };
    });
}

/** Everything that is pointed at must be there: a dangling ARN would fail only when it is used. */
function checkReferences(model: CloudModel): void {
  const functions = new Set(model.functions.map(({ arn }) => arn));
  const queues = new Set(model.queues.map(({ arn }) => arn));
  const demand = (isThere: boolean, arn: string, user: string) => {
    if (!isThere) throw new TemplateError(user, `points at ${arn}, which is not in the template`);
  };
  for (const { method, path, functionArn } of model.httpApi.routes) {
    demand(functions.has(functionArn), functionArn, `route ${method} ${path}`);
  }
  const { defaultFunctionArn } = model.httpApi;
  if (defaultFunctionArn !== undefined)
    demand(functions.has(defaultFunctionArn), defaultFunctionArn, 'route $default');
  for (const { queueArn, functionArn } of model.eventSourceMappings) {
    demand(queues.has(queueArn), queueArn, 'event source mapping');
    demand(functions.has(functionArn), functionArn, 'event source mapping');
  }
  for (const { name, redrive } of model.queues) {
    if (redrive !== undefined)
      demand(queues.has(redrive.deadLetterArn), redrive.deadLetterArn, `queue ${name}`);
  }
  for (const { name, pattern, targets } of model.rules) {
    compileEventPattern(pattern, `rule ${name}`);
    for (const { arn } of targets) demand(queues.has(arn) || functions.has(arn), arn, `rule ${name}`);
  }
  for (const { name, target } of model.schedules)
    demand(functions.has(target.arn), target.arn, `schedule ${name}`);
  for (const { functionArn } of model.deployTriggers)
    demand(functions.has(functionArn), functionArn, 'deploy trigger');
}
