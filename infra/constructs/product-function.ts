import { type FunctionRow, kebabCase } from '@elenchus/functions/function-row';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bindNeed } from '../bindings.ts';
import type { Platform } from '../platform.ts';
import { acknowledge } from './acknowledge.ts';

export interface ProductFunctionProps {
  readonly row: FunctionRow;
  readonly platform: Platform;
}

/** One function from its row, with a role and a log group of its own. The construct id is the operation. */
export class ProductFunction extends Construct {
  readonly row: FunctionRow;
  readonly function: lambda.Function;

  constructor(scope: Construct, { row, platform }: ProductFunctionProps) {
    super(scope, row.operation);
    this.row = row;
    const bound = row.needs.map((need) => bindNeed(need, platform));
    const securityGroups = new Set(bound.flatMap(({ securityGroup }) => securityGroup ?? []));

    const { PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS } = ec2.SubnetType;
    const goesOut = bound.some(({ egress }) => egress);

    const logGroup = new LogGroup(this, 'Logs', {
      retention: platform.stage.logRetention,
      removalPolicy: platform.stage.removalPolicy,
    });
    const role = this.createRole(platform, securityGroups.size > 0);
    logGroup.grantWrite(role);
    for (const { statements = [] } of bound) for (const statement of statements) role.addToPolicy(statement);
    for (const { acknowledgements = {} } of bound) acknowledge(role, acknowledgements);

    this.function = new lambda.Function(this, 'Function', {
      description: descriptionOf(row),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: `${kebabCase(row.operation)}.handler`,
      code: platform.code(row),
      memorySize: row.memoryMb,
      timeout: Duration.seconds(row.timeoutSeconds),
      environment: Object.assign(everyFunction(platform), ...bound.map(({ environment }) => environment)),
      role,
      logGroup,
      ...(securityGroups.size > 0 && {
        vpc: platform.vpc,
        vpcSubnets: { subnetType: goesOut ? PRIVATE_WITH_EGRESS : PRIVATE_ISOLATED },
        securityGroups: [...securityGroups],
      }),
    });
    // The `tracing` property would repeat its grant with "*" in each role.
    (this.function.node.defaultChild as lambda.CfnFunction).tracingConfig = { mode: 'Active' };
  }

  private createRole({ functionPolicies }: Platform, insideNetwork: boolean): iam.Role {
    return new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [
        functionPolicies.tracing,
        ...(insideNetwork ? [functionPolicies.networkInterfaces] : []),
      ],
    });
  }
}

function everyFunction({ stage, publicUrl }: Platform): Record<string, string> {
  return {
    NODE_OPTIONS: '--enable-source-maps',
    POWERTOOLS_SERVICE_NAME: 'elenchus',
    ELENCHUS_STAGE: stage.name,
    ELENCHUS_PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'INFO',
  };
}

function descriptionOf(row: FunctionRow): string {
  if (row.trigger === 'http') return `${row.operation}: ${row.contract.method} ${row.contract.path}`;
  return `${row.operation}: ${row.trigger}`;
}
