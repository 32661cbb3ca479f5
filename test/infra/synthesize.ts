import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SynthesizeOptions, synthesizeApp } from '@elenchus/infra/app';
import type { StageName } from '@elenchus/infra/settings';

export interface Resource {
  /** Without `elenchus-<stage>-`. */
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the template's, and the tests ask for parts of it
  readonly properties: any;
  readonly deletionPolicy: string | undefined;
}

interface Template {
  readonly Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string }
  >;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
}

/** The templates of one synthesis, with helpers to ask about them. */
export class Synthesis {
  readonly templates: ReadonlyMap<string, Template>;
  readonly resources: readonly Resource[];
  /** Names of the stacks that a stack is deployed after. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  readonly #exports = new Map<string, { stack: string; value: unknown }>();

  constructor(
    templates: ReadonlyMap<string, Template>,
    dependencies: ReadonlyMap<string, readonly string[]>,
  ) {
    this.templates = templates;
    this.dependencies = dependencies;
    this.resources = [...templates].flatMap(([stack, template]) =>
      Object.entries(template.Resources).map(([id, resource]) => ({
        stack,
        id,
        type: resource.Type,
        properties: resource.Properties ?? {},
        deletionPolicy: resource.DeletionPolicy,
      })),
    );
    for (const [stack, { Outputs = {} }] of templates) {
      for (const { Value, Export } of Object.values(Outputs)) {
        if (Export) this.#exports.set(Export.Name, { stack, value: Value });
      }
    }
  }

  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The only resource of a type whose id begins so; throws when there is none or another. */
  one(type: string, idPrefix = ''): Resource {
    const [found, ...others] = this.ofType(type).filter(({ id }) => id.startsWith(idPrefix));
    if (found === undefined || others.length > 0) {
      throw new Error(`${type} ${idPrefix}: ${found ? others.length + 1 : 0} instead of one`);
    }
    return found;
  }

  /**
   * A value as one line: references become `<stack.LogicalId.Attribute>` without the hash of the id, exports
   * are followed to what they export.
   */
  text(stack: string, value: unknown): string {
    if (typeof value !== 'object' || value === null) return String(value);
    const [[operator, operand] = ['', undefined]] = Object.entries(value);
    switch (operator) {
      case 'Ref':
        return String(operand).startsWith('AWS::') ? `<${operand}>` : `<${stack}.${withoutHash(operand)}>`;
      case 'Fn::GetAtt':
        return `<${stack}.${withoutHash(operand[0])}.${operand[1]}>`;
      case 'Fn::Join':
        return operand[1].map((part: unknown) => this.text(stack, part)).join(operand[0]);
      case 'Fn::Split':
        return `split(${this.text(stack, operand[1])})`;
      case 'Fn::Select':
        return `${this.text(stack, operand[1])}[${operand[0]}]`;
      case 'Fn::Sub':
        return String(operand).replaceAll(/\$\{([^}]+)\}/g, '<$1>');
      case 'Fn::ImportValue': {
        const exported = this.#exports.get(operand);
        if (exported === undefined) throw new Error(`Nothing exports ${operand}`);
        return this.text(exported.stack, exported.value);
      }
      default:
        return JSON.stringify(value);
    }
  }
}

function withoutHash(logicalId: unknown): string {
  return String(logicalId).replace(/[0-9A-F]{8}$/, '');
}

/** Synthesises into a folder of its own, which is gone afterwards. A finding of cdk-nag throws when `nag`. */
export async function synthesize(
  stage: StageName,
  options: Pick<SynthesizeOptions, 'nag' | 'corsOrigins' | 'mailFrom' | 'googleClientId'> & {
    readonly bundleFolder?: string;
  },
): Promise<Synthesis> {
  const outdir = mkdtempSync(join(tmpdir(), 'elenchus-synth-'));
  try {
    const assembly = await synthesizeApp({ bundleFolder: 'none', ...options, outdir, stage });
    const short = (name: string) => name.replace(`elenchus-${stage}-`, '');
    return new Synthesis(
      new Map(assembly.stacks.map((stack) => [short(stack.stackName), stack.template])),
      new Map(
        assembly.stacks.map((stack) => [
          short(stack.stackName),
          stack.dependencies.map(({ id }) => short(id)).filter((id) => !id.endsWith('.assets')),
        ]),
      ),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
