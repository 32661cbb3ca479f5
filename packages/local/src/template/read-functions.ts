import type { FunctionModel } from './cloud-model.ts';
import { numberOr, placeOf, requiredText, structure } from './read-properties.ts';
import { type Environment, functionArn, functionName, type NamedResource } from './resource-names.ts';
import { TemplateError } from './template-error.ts';

/** Handlers of the functions that CDK itself adds for its custom resources. */
const frameworkHandlers = new Set([
  '__entrypoint__.handler',
  'index.handler',
  'framework.onEvent',
  'framework.isComplete',
]);

/** Lambda's own defaults. */
const defaultTimeoutSeconds = 3;
const defaultMemoryMb = 128;

/** The product's functions; those of CDK's custom resources have nothing to do on one machine. */
export function readFunctions(
  resources: readonly NamedResource[],
  environment: Environment,
): FunctionModel[] {
  return resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .filter((resource) => !frameworkHandlers.has(requiredText(resource, 'Handler')))
    .map((resource) => ({
      logicalId: resource.logicalId,
      name: functionName(resource),
      arn: functionArn(resource, environment),
      handlerFile: handlerFile(resource),
      environment: readVariables(resource),
      timeoutSeconds: numberOr(resource, 'Timeout', defaultTimeoutSeconds),
      memoryMb: numberOr(resource, 'MemorySize', defaultMemoryMb),
      reservedConcurrency: numberOr(resource, 'ReservedConcurrentExecutions', undefined),
    }));
}

function handlerFile(resource: NamedResource): string {
  const handler = requiredText(resource, 'Handler');
  const [, file] = /^([a-z0-9-]+)\.handler$/.exec(handler) ?? [];
  if (file === undefined)
    throw new TemplateError(placeOf(resource), `Handler ${handler} is not <operation>.handler`);
  return file;
}

function readVariables(resource: NamedResource): Record<string, string> {
  const variables =
    structure<{ Variables?: Record<string, unknown> }>(resource, 'Environment')?.Variables ?? {};
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (typeof value === 'object')
        throw new TemplateError(placeOf(resource), `variable ${name} must be text`);
      if (String(value).includes('{{resolve:')) {
        throw new TemplateError(
          placeOf(resource),
          `variable ${name} is a dynamic reference, which stands readable in the console`,
        );
      }
      return [name, String(value)];
    }),
  );
}
