import type { DeployRow } from '@elenchus/functions/function-row';
import { type App, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Trigger } from 'aws-cdk-lib/triggers';
import { ProductFunction } from '../constructs/product-function.ts';
import type { Platform } from '../platform.ts';

export interface MigrationStackProps extends StackProps {
  readonly rows: readonly DeployRow[];
  readonly platform: Platform;
}

/**
 * Runs the `deploy` functions when their code or settings change; a failure fails the stack. The stacks with
 * the other functions depend on this one, so that no new code meets an old schema.
 */
export class MigrationStack extends Stack {
  readonly functions: readonly ProductFunction[];

  constructor(app: App, id: string, { rows, platform, ...props }: MigrationStackProps) {
    super(app, id, props);
    this.functions = rows.map((row) => new ProductFunction(this, { row, platform }));
    for (const { function: handler, row } of this.functions) {
      new Trigger(this, `${row.operation}OnDeploy`, {
        handler,
        timeout: Duration.seconds(row.timeoutSeconds + 10),
      });
    }
  }
}
