import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';

const stageNames = ['development', 'staging', 'production'] as const;
export type StageName = (typeof stageNames)[number];

/** What differs between the stages of one account; sizes, never shapes. */
export interface StageSettings {
  readonly name: StageName;
  readonly logRetention: RetentionDays;
  /** For what can be made again from the code: log groups. */
  readonly removalPolicy: RemovalPolicy;
  readonly minAuroraUnits: number;
  readonly maxAuroraUnits: number;
  /** Instances that take over when the writer fails. */
  readonly databaseReaders: number;
  /** 80 % of the connections that Aurora allows at `maxAuroraUnits`. */
  readonly connectionAlarm: number;
  readonly backupRetention: Duration;
  /** Requests per second, all routes together. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  readonly terminationProtection: boolean;
}

const small = {
  logRetention: RetentionDays.ONE_MONTH,
  removalPolicy: RemovalPolicy.DESTROY,
  minAuroraUnits: 0.5,
  maxAuroraUnits: 4,
  databaseReaders: 0,
  connectionAlarm: 650,
  backupRetention: Duration.days(7),
  throttleRate: 100,
  throttleBurst: 200,
  terminationProtection: false,
} as const;

const settingsByStage: Readonly<Record<StageName, StageSettings>> = {
  development: { name: 'development', ...small },
  staging: { name: 'staging', ...small },
  production: {
    name: 'production',
    logRetention: RetentionDays.SIX_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    minAuroraUnits: 1,
    maxAuroraUnits: 16,
    databaseReaders: 1,
    connectionAlarm: 2680,
    backupRetention: Duration.days(7),
    throttleRate: 1000,
    throttleBurst: 2000,
    terminationProtection: true,
  },
};

/** Throws a RangeError for a name that is no stage. */
export function stageSettings(name: string): StageSettings {
  const stage = stageNames.find((known) => known === name);
  if (stage === undefined) {
    throw new RangeError(`Unknown stage "${name}"; known are ${stageNames.join(', ')}.`);
  }
  return settingsByStage[stage];
}

/** Known before the deploy, because grants on executions are made of it. */
export function machineNameOf(stage: StageSettings, name: string): string {
  return `elenchus-${stage.name}-${name}`;
}

/** What every function that knows callers is told, as its environment variables take it. */
export interface RequestSettings {
  readonly accessTokenMinutes: string;
  readonly refreshTokenDays: string;
  /** JSON: overrides of the limits. */
  readonly rateLimits: string;
}

export const defaultRequests: RequestSettings = {
  accessTokenMinutes: '30',
  refreshTokenDays: '7',
  rateLimits: '{}',
};

/** What an operator may set by `-c name=value`; each has a default that works. */
export interface DeploymentSettings {
  readonly stage: StageSettings;
  /** Where clients reach the API when it stands behind a domain of its own; without it the API's own URL. */
  readonly publicUrl?: string | undefined;
  readonly requests: RequestSettings;
  /** Browser origins that may call the API and upload to the bucket. */
  readonly corsOrigins: readonly string[];
  /** Who mails are from, at Resend; without it they wait and are given up. */
  readonly mailFrom?: string | undefined;
  /** The client that is registered with Google; without it nobody signs in there. */
  readonly googleClientId?: string | undefined;
  /** Another OpenID provider instead of Google. */
  readonly googleIssuer?: string | undefined;
  /** Receives the alarms. */
  readonly alarmEmail?: string | undefined;
}
