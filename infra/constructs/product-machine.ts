import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as iam from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { MachineRow } from '../../statemachines/machines.ts';
import { machineNameOf, type StageSettings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import type { ProductFunction } from './product-function.ts';

export interface ProductMachineProps {
  readonly row: MachineRow;
  readonly stage: StageSettings;
  readonly functions: ReadonlyMap<string, ProductFunction>;
}

/** A state machine from its ASL file; `${<operation>Arn}` in it becomes the ARN of the function. */
export class ProductMachine extends Construct {
  readonly machine: sfn.StateMachine;

  constructor(scope: Construct, { row, stage, functions }: ProductMachineProps) {
    super(scope, row.name);
    const tasks = row.tasks.map((operation) => {
      const task = functions.get(operation);
      if (task === undefined) throw new Error(`${row.name} invokes "${operation}", which has no row.`);
      return { operation, arn: task.function.functionArn };
    });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: tasks.map(({ arn }) => arn) }),
    );
    this.machine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: machineNameOf(stage, row.name),
      definitionBody: sfn.DefinitionBody.fromString(definitionOf(row)),
      definitionSubstitutions: Object.fromEntries(
        tasks.map(({ operation, arn }) => [`${operation}Arn`, arn]),
      ),
      role,
      tracingEnabled: true,
      logs: {
        destination: this.createLogGroup(machineNameOf(stage, row.name), stage),
        level: sfn.LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'Log delivery and X-Ray take no resources: Step Functions asks for exactly these actions with "*".',
    });
  }

  /** Log groups with this prefix need no line of their own in the account's log policy, whose size is limited. */
  private createLogGroup(name: string, stage: StageSettings): LogGroup {
    return new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
  }
}

/** In the template itself rather than in an asset: it is small, and a change shows in `cdk diff`. */
function definitionOf(row: MachineRow): string {
  const file = fileURLToPath(new URL(`../../statemachines/${row.definitionFile}`, import.meta.url));
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
}
