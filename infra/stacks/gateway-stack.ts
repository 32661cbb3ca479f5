import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type App, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { DeploymentSettings } from '../settings.ts';

export interface GatewayStackProps extends StackProps {
  readonly settings: DeploymentSettings;
}

/**
 * The HTTP API without its routes. It stands alone because its address is known to functions of every stack
 * (issuer of tokens, links), and because the routes of several stacks hang on it.
 */
export class GatewayStack extends Stack {
  readonly api: apigateway.HttpApi;
  readonly stage: apigateway.HttpStage;
  readonly publicUrl: string;

  constructor(app: App, id: string, { settings, ...props }: GatewayStackProps) {
    super(app, id, props);
    const { stage, corsOrigins } = settings;
    this.api = new apigateway.HttpApi(this, 'Api', {
      apiName: `elenchus-${stage.name}`,
      createDefaultStage: false,
      ...(corsOrigins.length > 0 && { corsPreflight: corsPreflight(corsOrigins) }),
    });
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    this.stage = new apigateway.HttpStage(this, 'DefaultStage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: stage.throttleRate, burstLimit: stage.throttleBurst },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    this.publicUrl = settings.publicUrl ?? this.api.apiEndpoint;
    new CfnOutput(this, 'PublicUrl', { value: this.publicUrl });
  }
}

/** No query string and no header: they may carry what users search for, or credentials. */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};

function corsPreflight(origins: readonly string[]): apigateway.CorsPreflightOptions {
  return {
    allowOrigins: [...origins],
    allowMethods: [apigateway.CorsHttpMethod.ANY],
    allowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'x-api-key',
    ],
    exposeHeaders: [
      'etag',
      'idempotency-replayed',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
    ],
    maxAge: Duration.hours(1),
  };
}
