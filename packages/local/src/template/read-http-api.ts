import type { CorsModel, HttpApiModel, RouteModel } from './cloud-model.ts';
import { placeOf, refuse, requiredText, structure } from './read-properties.ts';
import {
  type Environment,
  identities,
  type NamedResource,
  unqualifiedFunctionArn,
} from './resource-names.ts';
import { TemplateError } from './template-error.ts';

const methods = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** The one HTTP API of the app with all its routes, over all stacks. */
export function readHttpApi(resources: readonly NamedResource[], environment: Environment): HttpApiModel {
  const apis = resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Api');
  const [api, second] = apis;
  if (second !== undefined) throw new TemplateError(placeOf(second), 'only one API is supported');
  if (api !== undefined && requiredText(api, 'ProtocolType') !== 'HTTP') {
    throw new TemplateError(placeOf(api), 'only an HTTP API is supported');
  }
  const functions = new Map(
    resources
      .filter(({ type }) => type === 'AWS::ApiGatewayV2::Integration')
      .map((integration) => [
        referenceOf(integration, environment),
        integratedFunction(integration, environment),
      ]),
  );
  const all = resources
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
    .map((route) => ({
      key: requiredText(route, 'RouteKey'),
      place: placeOf(route),
      functionArn: targetOf(route, functions),
    }));
  return {
    routes: all.filter(({ key }) => key !== '$default').map(readRoute),
    defaultFunctionArn: all.find(({ key }) => key === '$default')?.functionArn,
    cors: api === undefined ? undefined : readCors(api),
  };
}

function readRoute({
  key,
  place,
  functionArn,
}: {
  key: string;
  place: string;
  functionArn: string;
}): RouteModel {
  const [, method = '', path = ''] = /^([A-Z]+) (\/.*)$/.exec(key) ?? [];
  if (!methods.has(method)) throw new TemplateError(place, `route key ${key} is not understood`);
  return { method, path, functionArn };
}

function referenceOf(integration: NamedResource, environment: Environment): string {
  return identities[integration.type]?.ref(integration, environment) ?? integration.logicalId;
}

function integratedFunction(integration: NamedResource, environment: Environment): string {
  const place = placeOf(integration);
  if (integration.property('IntegrationType') !== 'AWS_PROXY')
    throw new TemplateError(place, 'only AWS_PROXY is supported');
  if (integration.property('PayloadFormatVersion') !== '2.0')
    throw new TemplateError(place, 'only payload format 2.0 is supported');
  refuse(integration, ['IntegrationSubtype', 'RequestParameters', 'ResponseParameters']);
  const uri = requiredText(integration, 'IntegrationUri');
  // Either the function's ARN or API Gateway's own ARN around it.
  const [, inner = uri] = /\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  return unqualifiedFunctionArn(inner, environment);
}

function targetOf(route: NamedResource, functions: ReadonlyMap<string, string>): string {
  const authorization = route.property('AuthorizationType') ?? 'NONE';
  if (authorization !== 'NONE')
    throw new TemplateError(placeOf(route), `authorization ${String(authorization)} is not supported`);
  const functionArn = functions.get(requiredText(route, 'Target').replace(/^integrations\//, ''));
  if (functionArn === undefined)
    throw new TemplateError(placeOf(route), 'its integration is not in the template');
  return functionArn;
}

function readCors(api: NamedResource): CorsModel | undefined {
  const cors = structure<Record<string, unknown>>(api, 'CorsConfiguration');
  if (cors === undefined) return undefined;
  if (cors['AllowCredentials'] === true)
    throw new TemplateError(placeOf(api), 'CORS with credentials is not supported');
  const list = (name: string) => ((cors[name] as readonly string[] | undefined) ?? []).map(String);
  return {
    allowOrigins: list('AllowOrigins'),
    allowMethods: list('AllowMethods'),
    allowHeaders: list('AllowHeaders'),
    exposeHeaders: list('ExposeHeaders'),
    maxAgeSeconds: cors['MaxAge'] === undefined ? undefined : Number(cors['MaxAge']),
  };
}
