import type { FunctionRow } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type App, type Environment, Tags } from 'aws-cdk-lib/core';
import { machines } from '../statemachines/machines.ts';
import type { Platform } from './platform.ts';
import type { DeploymentSettings } from './settings.ts';
import { type ApiRow, ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { GatewayStack } from './stacks/gateway-stack.ts';
import { MigrationStack } from './stacks/migration-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';

export interface BuildOptions {
  readonly settings: DeploymentSettings;
  readonly code: (row: FunctionRow) => Code;
  /** Account and region; without it the templates fit any. */
  readonly env?: Environment | undefined;
}

/** The stacks `elenchus-<stage>-<part>`, in the order in which they are deployed. */
export function buildStacks(app: App, { settings, code, env }: BuildOptions): void {
  const { stage } = settings;
  const name = (part: string) => `elenchus-${stage.name}-${part}`;
  const props = { ...(env && { env }), terminationProtection: stage.terminationProtection };
  Tags.of(app).add('elenchus:stage', stage.name);

  const network = new NetworkStack(app, name('network'), { ...props, stage });
  const data = new DataStack(app, name('data'), { ...props, settings, network });
  const gateway = new GatewayStack(app, name('gateway'), { ...props, settings });
  const platform: Platform = {
    stage,
    code,
    publicUrl: gateway.publicUrl,
    requests: settings.requests,
    vpc: network.vpc,
    functionSecurityGroup: network.functionSecurityGroup,
    migrationSecurityGroup: network.migrationSecurityGroup,
    internetSecurityGroup: network.internetSecurityGroup,
    functionPolicies: network.functionPolicies,
    database: data.database,
    documents: data.documents,
    mail: data.mail,
    google: data.google,
    corsOrigins: settings.corsOrigins,
    machines: {},
    mailQueue: undefined,
  };
  const migration = new MigrationStack(app, name('migration'), {
    ...props,
    platform,
    rows: functionTable.filter((row) => row.trigger === 'deploy'),
  });
  // The cluster's endpoint is known before its instances run.
  migration.addStackDependency(data);

  const pipeline = new PipelineStack(app, name('pipeline'), {
    ...props,
    platform,
    machines,
    rows: functionTable.filter(
      (row) => row.trigger === 'task' || row.trigger === 'sqs' || row.trigger === 'schedule',
    ),
  });
  pipeline.addStackDependency(migration, 'no new code meets an old schema');

  const withPipeline: Platform = {
    ...platform,
    machines: pipeline.machines,
    mailQueue: pipeline.mail.queue as IQueue,
  };
  for (const [domain, rows] of routesByDomain()) {
    const api = new ApiStack(app, name(`api-${domain}`), { ...props, rows, gateway, platform: withPipeline });
    api.addStackDependency(migration, 'no new code meets an old schema');
  }
  new ObservabilityStack(app, name('observability'), { ...props, settings, data, gateway, pipeline });
}

function routesByDomain(): Map<string, ApiRow[]> {
  return Map.groupBy(
    functionTable.filter((row) => row.trigger === 'http' || row.trigger === 'default'),
    (row) => row.domain,
  );
}
