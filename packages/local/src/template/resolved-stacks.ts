import type { CloudAssembly, Resource, Stack, Template } from './cloud-assembly.ts';
import { resolveCondition } from './resolve-conditions.ts';
import { noValue, resolve, type Scope } from './resolve-intrinsics.ts';
import { type Environment, identities, type NamedResource } from './resource-names.ts';
import { kindOfResource } from './resource-types.ts';
import { TemplateError } from './template-error.ts';

/** Every resource of every stack whose condition holds; properties are resolved when they are read. */
export function resolveStacks(assembly: CloudAssembly, environment: Environment): NamedResource[] {
  const exports = new Map<string, () => unknown>();
  const scopes = assembly.stacks.map((stack) => ({
    stack,
    scopeAt: stackScope(stack, exports, environment),
  }));
  for (const { stack, scopeAt } of scopes) addExports(stack, scopeAt, exports);
  return scopes.flatMap(({ stack, scopeAt }) =>
    Object.entries(stack.template.Resources ?? {})
      .filter(
        ([logicalId, { Condition }]) => Condition === undefined || scopeAt(logicalId).condition(Condition),
      )
      .map(([logicalId, resource]) => nameResource(stack, logicalId, resource, scopeAt)),
  );
}

function nameResource(
  stack: Stack,
  logicalId: string,
  resource: Resource,
  scopeAt: (where: string) => Scope,
): NamedResource {
  if (kindOfResource(resource.Type) === 'unknown') {
    throw new TemplateError(
      `${stack.name}/${logicalId}`,
      `the one-machine cloud does not know ${resource.Type}`,
    );
  }
  return {
    logicalId,
    stackName: stack.name,
    type: resource.Type,
    property: (name) => {
      const value = resolve(resource.Properties?.[name], scopeAt(logicalId));
      return value === noValue ? undefined : value;
    },
  };
}

function addExports(
  stack: Stack,
  scopeAt: (where: string) => Scope,
  exports: Map<string, () => unknown>,
): void {
  for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
    if (output.Export === undefined) continue;
    const scope = scopeAt(`output ${name}`);
    exports.set(String(resolve(output.Export.Name, scope)), () => resolve(output.Value, scope));
  }
}

/** Makes the scope of a stack, whose faults name the place given. */
function stackScope(
  stack: Stack,
  exports: ReadonlyMap<string, () => unknown>,
  environment: Environment,
): (where: string) => Scope {
  const { Parameters = {}, Mappings = {}, Conditions = {}, Resources = {} } = stack.template;
  const pseudoParameters: Record<string, unknown> = {
    'AWS::AccountId': environment.accountId,
    'AWS::Region': environment.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${environment.region}:${environment.accountId}:stack/${stack.name}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };

  const scopeAt = (place: string): Scope => {
    const where = `${stack.name}/${place}`;
    const scope: Scope = {
      where,
      ref(name) {
        if (Object.hasOwn(pseudoParameters, name)) return pseudoParameters[name];
        if (Object.hasOwn(Parameters, name)) return parameterDefault(name, Parameters, where);
        return identity(name).ref();
      },
      attribute: (logicalId, attribute) => identity(logicalId).attribute(attribute),
      condition: (name) => resolveCondition(name, Conditions, (value) => resolve(value, scope)),
      importValue(name) {
        const exported = exports.get(name);
        if (exported === undefined) throw new TemplateError(where, `no stack exports ${name}`);
        return exported();
      },
      mapping(map, key, second) {
        const found = Mappings[map]?.[key]?.[second];
        if (found === undefined) throw new TemplateError(where, `mapping ${map} has no ${key}.${second}`);
        return found;
      },
      availabilityZones: () => ['a', 'b', 'c'].map((letter) => `${environment.region}${letter}`),
    };

    function identity(logicalId: string) {
      const resource = Object.hasOwn(Resources, logicalId) ? Resources[logicalId] : undefined;
      if (resource === undefined) throw new TemplateError(where, `there is no ${logicalId} to refer to`);
      const named = nameResource(stack, logicalId, resource, scopeAt);
      const known = Object.hasOwn(identities, resource.Type) ? identities[resource.Type] : undefined;
      return {
        ref: () => known?.ref(named, environment) ?? withoutCounterpart(named, undefined, environment),
        attribute(name: string) {
          if (known === undefined) return withoutCounterpart(named, name, environment);
          const read = Object.hasOwn(known.attributes, name) ? known.attributes[name] : undefined;
          if (read === undefined)
            throw new TemplateError(where, `${resource.Type} has no known attribute ${name}`);
          return read(named, environment);
        },
      };
    }
    return scope;
  };
  return scopeAt;
}

function parameterDefault(
  name: string,
  parameters: NonNullable<Template['Parameters']>,
  where: string,
): unknown {
  const value = parameters[name]?.Default;
  if (value === undefined) throw new TemplateError(where, `parameter ${name} has no default`);
  return parameters[name]?.Type === 'CommaDelimitedList' ? String(value).split(',') : value;
}

/** Names for what does not exist on this machine, such as roles, keys and the database cluster. */
function withoutCounterpart(
  resource: NamedResource,
  attribute: string | undefined,
  { accountId, region }: Environment,
): string {
  const name = `${resource.stackName}-${resource.logicalId}`;
  if (attribute === undefined) return name;
  if (/(^|\.)Port$/.test(attribute)) return '5432';
  if (!/Arn$/.test(attribute)) return `${name}.${attribute.toLowerCase()}.invalid`;
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'none';
  return `arn:aws:${service}:${region}:${accountId}:${name}`;
}
