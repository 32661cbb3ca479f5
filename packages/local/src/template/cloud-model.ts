import type { EventPattern } from './event-pattern.ts';

/** What the synthesised template asks for, without CloudFormation: plain values that the local services start from. */
export interface CloudModel {
  readonly functions: readonly FunctionModel[];
  readonly httpApi: HttpApiModel;
  readonly queues: readonly QueueModel[];
  readonly eventSourceMappings: readonly EventSourceMappingModel[];
  readonly rules: readonly RuleModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly stateMachines: readonly StateMachineModel[];
  readonly buckets: readonly BucketModel[];
  /** Functions that run on each deploy before anything else, in the order of the template. */
  readonly deployTriggers: readonly { readonly functionArn: string }[];
}

export interface FunctionModel {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** Handler file without `.handler`, such as `get-document`. */
  readonly handlerFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency: number | undefined;
}

export interface RouteModel {
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** Such as `/cases/{caseId}`. */
  readonly path: string;
  readonly functionArn: string;
}

export interface CorsModel {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

export interface HttpApiModel {
  readonly routes: readonly RouteModel[];
  readonly defaultFunctionArn: string | undefined;
  readonly cors: CorsModel | undefined;
}

export interface QueueModel {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined;
}

export interface EventSourceMappingModel {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportsBatchItemFailures: boolean;
}

export interface TargetModel {
  readonly arn: string;
  /** Constant JSON text that replaces the event. */
  readonly input: string | undefined;
}

export interface RuleModel {
  readonly name: string;
  readonly pattern: EventPattern;
  readonly targets: readonly TargetModel[];
}

export interface ScheduleModel {
  readonly name: string;
  readonly expression: string;
  readonly timezone: string;
  readonly target: TargetModel;
}

export interface StateMachineModel {
  readonly name: string;
  readonly arn: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

export interface BucketModel {
  readonly name: string;
  readonly arn: string;
  readonly sendsEvents: boolean;
  readonly isVersioned: boolean;
  /** Origins that the bucket's CORS rules allow. */
  readonly corsOrigins: readonly string[];
}
