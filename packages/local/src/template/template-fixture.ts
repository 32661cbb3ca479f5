import type { CloudAssembly, Template } from './cloud-assembly.ts';
import type { Environment } from './resource-names.ts';

/** The surroundings of the templates in tests. */
export const environment: Environment = {
  accountId: '000000000000',
  region: 'us-east-1',
  queueEndpoint: 'http://127.0.0.1:9324',
  publicUrl: 'http://127.0.0.1:4100',
};

/** An assembly of these stacks by name, without assets. */
export function assemblyOf(stacks: Record<string, Template>): CloudAssembly {
  return {
    stacks: Object.entries(stacks).map(([name, template]) => ({ name, template })),
    assetPaths: new Map(),
  };
}

/** A function resource whose handler is `<file>.handler`. */
export function functionResource(file: string, properties: Record<string, unknown> = {}) {
  return { Type: 'AWS::Lambda::Function', Properties: { Handler: `${file}.handler`, ...properties } };
}
