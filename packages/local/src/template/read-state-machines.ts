import { readFile } from 'node:fs/promises';
import type { StateMachineModel } from './cloud-model.ts';
import { placeOf, structure } from './read-properties.ts';
import { type Environment, type NamedResource, stateMachineArn, stateMachineName } from './resource-names.ts';
import { TemplateError } from './template-error.ts';

/** The state machines with their definitions, `${name}` substitutions filled in as CloudFormation does. */
export function readStateMachines(
  resources: readonly NamedResource[],
  assetPaths: ReadonlyMap<string, string>,
  environment: Environment,
): Promise<StateMachineModel[]> {
  const machines = resources.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  return Promise.all(
    machines.map(async (machine) => {
      if ((machine.property('StateMachineType') ?? 'STANDARD') !== 'STANDARD') {
        throw new TemplateError(placeOf(machine), 'only standard state machines are supported');
      }
      const substitutions = structure<Record<string, unknown>>(machine, 'DefinitionSubstitutions') ?? {};
      const text = substitute(await definitionText(machine, assetPaths), substitutions, placeOf(machine));
      return {
        name: stateMachineName(machine),
        arn: stateMachineArn(machine, environment),
        definition: JSON.parse(text) as Record<string, unknown>,
      };
    }),
  );
}

async function definitionText(
  machine: NamedResource,
  assetPaths: ReadonlyMap<string, string>,
): Promise<string> {
  const inline = machine.property('DefinitionString');
  if (typeof inline === 'string') return inline;
  const definition = machine.property('Definition');
  if (definition !== undefined) return JSON.stringify(definition);
  const key = structure<{ Key?: unknown }>(machine, 'DefinitionS3Location')?.Key;
  const path = assetPaths.get(String(key));
  if (path === undefined)
    throw new TemplateError(placeOf(machine), `its definition ${String(key)} is not among the assets`);
  return readFile(path, 'utf8');
}

function substitute(text: string, substitutions: Record<string, unknown>, place: string): string {
  return text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (_whole, name: string) => {
    if (!Object.hasOwn(substitutions, name))
      throw new TemplateError(place, `nothing is given for \${${name}}`);
    // The placeholder stands inside a JSON string.
    return JSON.stringify(String(substitutions[name])).slice(1, -1);
  });
}
