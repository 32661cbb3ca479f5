import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TemplateError } from './template-error.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Condition?: string;
}

/** A CloudFormation template, as far as it is read here. */
export interface Template {
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: unknown }>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources?: Record<string, Resource>;
  readonly Outputs?: Record<
    string,
    { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }
  >;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** What `cdk synth` wrote: the stacks in the order of the manifest, and the files that their templates name by key. */
export interface CloudAssembly {
  readonly stacks: readonly Stack[];
  /** Path of a file asset by its object key in the assets bucket. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Record<
    string,
    {
      readonly type: string;
      readonly properties?: {
        readonly templateFile?: string;
        readonly file?: string;
        readonly stackName?: string;
      };
    }
  >;
}

interface AssetManifest {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

/**
 * Reads a cloud assembly (`cdk.out`).
 * @throws TemplateError when it holds nested assemblies, which stages make
 */
export async function readCloudAssembly(folder: string): Promise<CloudAssembly> {
  const manifest = await readJson<Manifest>(join(folder, 'manifest.json'));
  const stacks: Stack[] = [];
  const assetPaths = new Map<string, string>();
  for (const [id, { type, properties }] of Object.entries(manifest.artifacts ?? {})) {
    if (type === 'cdk:cloud-assembly')
      throw new TemplateError(id, 'stages (nested assemblies) are not supported');
    if (type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined) {
      const template = await readJson<Template>(join(folder, properties.templateFile));
      stacks.push({ name: properties.stackName ?? id, template });
    }
    if (type === 'cdk:asset-manifest' && properties?.file !== undefined) {
      const { files } = await readJson<AssetManifest>(join(folder, properties.file));
      for (const { source, destinations } of Object.values(files ?? {})) {
        for (const { objectKey } of Object.values(destinations)) {
          if (source.path !== undefined) assetPaths.set(objectKey, join(folder, source.path));
        }
      }
    }
  }
  return { stacks, assetPaths };
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
