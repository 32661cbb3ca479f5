import type {
  EventSourceMappingModel,
  QueueModel,
  RuleModel,
  ScheduleModel,
  TargetModel,
} from './cloud-model.ts';
import type { EventPattern } from './event-pattern.ts';
import { numberOr, placeOf, refuse, requiredText, structure } from './read-properties.ts';
import {
  type Environment,
  type NamedResource,
  queueArn,
  queueName,
  queueUrl,
  ruleName,
  unqualifiedFunctionArn,
} from './resource-names.ts';
import { TemplateError } from './template-error.ts';

const ofType = (resources: readonly NamedResource[], type: string) =>
  resources.filter((resource) => resource.type === type);

export function readQueues(resources: readonly NamedResource[], environment: Environment): QueueModel[] {
  return ofType(resources, 'AWS::SQS::Queue').map((queue) => {
    refuse(queue, ['FifoQueue', 'ContentBasedDeduplication']);
    const redrive = structure<{ deadLetterTargetArn: string; maxReceiveCount: number | string }>(
      queue,
      'RedrivePolicy',
    );
    return {
      name: queueName(queue),
      arn: queueArn(queue, environment),
      url: queueUrl(queue, environment),
      visibilityTimeoutSeconds: numberOr(queue, 'VisibilityTimeout', 30),
      delaySeconds: numberOr(queue, 'DelaySeconds', 0),
      retentionSeconds: numberOr(queue, 'MessageRetentionPeriod', 345_600),
      redrive: redrive && {
        deadLetterArn: redrive.deadLetterTargetArn,
        maxReceiveCount: Number(redrive.maxReceiveCount),
      },
    };
  });
}

export function readEventSourceMappings(
  resources: readonly NamedResource[],
  environment: Environment,
): EventSourceMappingModel[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping').map((mapping) => {
    refuse(mapping, ['FilterCriteria', 'StartingPosition', 'DestinationConfig']);
    const scaling = structure<{ MaximumConcurrency?: number }>(mapping, 'ScalingConfig');
    return {
      queueArn: requiredText(mapping, 'EventSourceArn'),
      functionArn: unqualifiedFunctionArn(requiredText(mapping, 'FunctionName'), environment),
      batchSize: numberOr(mapping, 'BatchSize', 10),
      batchingWindowSeconds: numberOr(mapping, 'MaximumBatchingWindowInSeconds', 0),
      maximumConcurrency: scaling?.MaximumConcurrency,
      reportsBatchItemFailures: (structure<string[]>(mapping, 'FunctionResponseTypes') ?? []).includes(
        'ReportBatchItemFailures',
      ),
    };
  });
}

const enabled = (resource: NamedResource) => (resource.property('State') ?? 'ENABLED') === 'ENABLED';

export function readRules(resources: readonly NamedResource[], environment: Environment): RuleModel[] {
  return ofType(resources, 'AWS::Events::Rule').flatMap((rule) => {
    const pattern = structure<EventPattern>(rule, 'EventPattern');
    if (pattern === undefined || !enabled(rule)) return [];
    return [{ name: ruleName(rule), pattern, targets: targetsOf(rule, environment) }];
  });
}

/** Schedules of EventBridge Scheduler and rules with a schedule expression. */
export function readSchedules(
  resources: readonly NamedResource[],
  environment: Environment,
): ScheduleModel[] {
  const rules = ofType(resources, 'AWS::Events::Rule').filter(
    (rule) => rule.property('ScheduleExpression') !== undefined,
  );
  const schedules = ofType(resources, 'AWS::Scheduler::Schedule');
  return [
    ...rules.filter(enabled).flatMap((rule) =>
      targetsOf(rule, environment).map((target) => ({
        name: ruleName(rule),
        expression: requiredText(rule, 'ScheduleExpression'),
        timezone: 'UTC',
        target,
      })),
    ),
    ...schedules.filter(enabled).map((schedule) => {
      refuse(schedule, ['StartDate', 'EndDate']);
      return {
        name: ruleName(schedule),
        expression: requiredText(schedule, 'ScheduleExpression'),
        timezone: String(schedule.property('ScheduleExpressionTimezone') ?? 'UTC'),
        target: readTarget(structure(schedule, 'Target') ?? {}, placeOf(schedule), environment),
      };
    }),
  ];
}

function targetsOf(rule: NamedResource, environment: Environment): TargetModel[] {
  return (structure<Record<string, unknown>[]>(rule, 'Targets') ?? []).map((target) =>
    readTarget(target, placeOf(rule), environment),
  );
}

function readTarget(target: Record<string, unknown>, place: string, environment: Environment): TargetModel {
  for (const property of ['InputPath', 'InputTransformer', 'SqsParameters', 'EcsParameters']) {
    if (target[property] !== undefined)
      throw new TemplateError(place, `a target's ${property} is not supported`);
  }
  const arn = String(target['Arn']);
  return {
    arn: arn.startsWith('arn:aws:lambda:') ? unqualifiedFunctionArn(arn, environment) : arn,
    input: target['Input'] === undefined ? undefined : String(target['Input']),
  };
}
