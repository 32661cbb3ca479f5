import type { DefaultRow, HttpRow } from '@elenchus/functions/function-row';
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type App, Stack, type StackProps } from 'aws-cdk-lib/core';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ProductFunction } from '../constructs/product-function.ts';
import type { Platform } from '../platform.ts';
import type { GatewayStack } from './gateway-stack.ts';

/** What answers requests. */
export type ApiRow = HttpRow | DefaultRow;

export interface ApiStackProps extends StackProps {
  /** The routes of one domain. */
  readonly rows: readonly ApiRow[];
  readonly gateway: GatewayStack;
  readonly platform: Platform;
}

/**
 * The routes of one domain, each with its function. One stack per domain keeps each far from the 500 resources
 * of CloudFormation; a route that moved to another stack later would collide with itself during the deploy.
 */
export class ApiStack extends Stack {
  constructor(app: App, id: string, { rows, gateway, platform, ...props }: ApiStackProps) {
    super(app, id, props);
    for (const row of rows) {
      const handler = new ProductFunction(this, { row, platform }).function;
      const route = new HttpRoute(this, `${row.operation}Route`, {
        httpApi: gateway.api,
        routeKey: routeKeyOf(row),
        integration: new HttpLambdaIntegration('Integration', handler),
      });
      acknowledge(route, { 'AwsSolutions-APIG4': whyWithoutAuthorizer(row) });
    }
  }
}

function routeKeyOf(row: ApiRow): HttpRouteKey {
  if (row.trigger === 'default') return HttpRouteKey.DEFAULT;
  return HttpRouteKey.with(row.contract.path, HttpMethod[row.contract.method]);
}

function whyWithoutAuthorizer(row: ApiRow): string {
  if (row.trigger === 'default') return 'It only refuses what no route takes.';
  if (row.contract.auth.kind === 'public')
    return 'The contract of this route says that it needs no credentials.';
  return 'The function checks the token itself, as its contract says: signature, tenant and role are one check.';
}
