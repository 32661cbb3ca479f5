/** A part of the repository: where its files are and which other parts its files may import. */
export interface Area {
  readonly name: string;
  /** Folder of the part, with a slash at its end. */
  readonly folder: string;
  /** Folder that `@elenchus/<name>/` stands for; absent for folders that are no package. */
  readonly exports?: string;
  readonly mayImport: readonly string[];
  /** Single files of other areas that it may import too. */
  readonly mayImportFiles?: RegExp;
}

/** Import direction: contracts <- db <- core <- adapters, lambda <- functions <- infra; `client`, `cli` and `local` stand beside. */
export const AREAS: readonly Area[] = [
  workspace('contracts', []),
  workspace('db', ['contracts']),
  workspace('core', ['contracts', 'db']),
  workspace('adapters', ['contracts', 'core']),
  workspace('client', ['contracts']),
  workspace('cli', ['contracts', 'client']),
  workspace('lambda', ['contracts', 'db', 'core', 'adapters']),
  // It runs what the template says, from the same bundles: handlers and constructs are none of its business.
  {
    ...workspace('local', ['contracts', 'client']),
    mayImportFiles: /^(functions\/(table|bundling\/[^/]+)|infra\/app)\.ts$/,
  },
  {
    name: 'functions',
    folder: 'functions/',
    exports: 'functions/',
    mayImport: ['contracts', 'db', 'core', 'adapters', 'lambda'],
  },
  { name: 'statemachines', folder: 'statemachines/', mayImport: ['contracts'] },
  {
    name: 'infra',
    folder: 'infra/',
    exports: 'infra/',
    mayImport: ['contracts', 'lambda', 'functions', 'statemachines'],
  },
];

function workspace(name: string, mayImport: readonly string[]): Area {
  return { name, folder: `packages/${name}/`, exports: `packages/${name}/src/`, mayImport };
}

/** External modules that the files of some areas must not import, or the only ones that they may. */
export interface ModuleRule {
  readonly rule: string;
  readonly areas: readonly string[];
  readonly only?: RegExp;
  readonly never?: RegExp;
  readonly reason: string;
}

const AWS_SDK = /^(@aws-sdk|@smithy)\//;
const VENDORS =
  /^(@aws-sdk|@smithy|@middy|@aws-lambda-powertools|@langfuse|@anthropic-ai)\/|^(openai|resend|svix|postgres|aws-lambda|aws-cdk-lib)$/;
const OUTSIDE_WORLD =
  /^(node:)?(fs|fs\/promises|net|tls|dgram|dns|http|http2|https|child_process|process|os|cluster)$/;

export const MODULE_RULES: readonly ModuleRule[] = [
  { rule: 'contracts-zod-only', areas: ['contracts'], only: /^zod$/, reason: 'contracts import zod only' },
  { rule: 'core-no-vendor', areas: ['core'], never: VENDORS, reason: 'core reaches vendors through ports' },
  { rule: 'core-no-outside', areas: ['core'], never: OUTSIDE_WORLD, reason: 'core does no input or output' },
  { rule: 'no-direct-aws-sdk', areas: ['db', 'functions'], never: AWS_SDK, reason: 'use an adapter' },
];

/** Code that must not stand in some files. */
export interface PatternRule {
  readonly rule: string;
  /** Areas it holds for; all when absent. */
  readonly areas?: readonly string[];
  readonly pattern: RegExp;
  /** Paths that may contain it. */
  readonly except?: RegExp;
  readonly reason: string;
}

const CLOCK_OR_IDS = /(^|[/-])(clock|ids)\.ts$/;
// The last one gives each locally running function an environment of its own.
const ENVIRONMENT_READERS = /(^|\/)(main|env|app)\.ts$|\/bin\/|lambda-runtime\/function-scopes\.ts$/;

export const PATTERN_RULES: readonly PatternRule[] = [
  {
    rule: 'environment-at-the-edge',
    pattern: /\bprocess\s*\.\s*env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
    except: ENVIRONMENT_READERS,
    reason: 'only main.ts, env.ts, app.ts and bin/ read the environment',
  },
  {
    rule: 'core-injected-clock',
    areas: ['core'],
    pattern: /\bDate\s*\.\s*now\s*\(|\bnew\s+Date\s*(\(\s*\)|[;,)\n])|(?<!new\s+|\.)\bDate\s*\(\s*\)/,
    except: CLOCK_OR_IDS,
    reason: 'take the time from the context',
  },
  {
    rule: 'core-injected-ids',
    areas: ['core'],
    pattern: /\bMath\s*\.\s*random\b|\brandomUUID\b/,
    except: CLOCK_OR_IDS,
    reason: 'take ids from the context',
  },
  {
    rule: 'zod-namespace',
    pattern: /\bimport\s+(?!type\b)(\{[^}]*\}|\w+)\s*from\s*['"]zod['"]/,
    reason: "write `import * as z from 'zod'`: named imports bring all locales into each bundle",
  },
];

export const FORBIDDEN_FOLDERS = /^(utils?|common|helpers?|shared|misc|lib)$/;
export const NAME_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
export const MAX_FILE_LINES = 300;
export const HANDLER_FILE = /\.(http|ws|sqs|task|schedule|default|deploy)\.ts$/;
export const MAX_HANDLER_LINES = 40;

/** Modules of which only the types exist; the root's devDependencies have them. */
export const TYPE_ONLY_MODULES: readonly string[] = ['aws-lambda'];

/** Declared dependencies that no import shows, with the reason. */
export const USED_WITHOUT_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Language data of tesseract.js, read from its folder.
  adapters: ['@tesseract.js-data/eng'],
};

/** Rules whose work is in check.ts; with those above, all that a violation can name. */
const STRUCTURAL_RULES = [
  'import-direction',
  'package-imports',
  'import-cycle',
  'forbidden-folder',
  'barrel',
  'kebab-case',
  'file-length',
  'handler-length',
  'undeclared-dependency',
  'unused-dependency',
];

/** Every rule by name, so that a test can ask for a counter-example of each. */
export const RULE_NAMES: readonly string[] = [
  ...STRUCTURAL_RULES,
  ...MODULE_RULES.map(({ rule }) => rule),
  ...PATTERN_RULES.map(({ rule }) => rule),
];
