import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { RULE_NAMES } from './rules.ts';

type Tree = Readonly<Record<string, string>>;

const manifest = (name: string, ...dependencies: string[]) =>
  JSON.stringify({
    name: `@elenchus/${name}`,
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0'])),
  });

const violationsOf = (tree: Tree) => check(Object.entries(tree).map(([path, text]) => ({ path, text })));

/** A small repository that keeps every rule. */
const SOUND: Tree = {
  'packages/contracts/package.json': manifest('contracts', 'zod'),
  'packages/contracts/src/cases/get-case.ts':
    "import * as z from 'zod';\nexport const Case = z.object({});\n",
  'packages/db/package.json': manifest('db', 'drizzle-orm'),
  'packages/db/src/schema/cases.ts':
    "import { pgTable } from 'drizzle-orm/pg-core';\nexport const cases = pgTable();\n",
  'packages/core/package.json': manifest('core', '@elenchus/contracts', '@elenchus/db'),
  'packages/core/src/cases/get-case.ts': [
    "import type { Case } from '@elenchus/contracts/cases/get-case';",
    "import { cases } from '@elenchus/db/schema/cases';",
    "import { createHash } from 'node:crypto';",
    '// Never process.env, new Date() or Math.random() here.',
    "const text = 'process.env and Date.now()';",
    'export const getCase = (): Case => read(cases, createHash, text, new Date(0), /[\'"]/);',
  ].join('\n'),
  'packages/core/src/clock.ts': 'export const systemClock = () => new Date();\n',
  'packages/adapters/package.json': manifest('adapters', '@elenchus/core', '@aws-sdk/client-s3'),
  'packages/adapters/src/storage/s3.ts':
    "import { S3Client } from '@aws-sdk/client-s3';\nimport { getCase } from '@elenchus/core/cases/get-case';\n",
  'packages/lambda/package.json': manifest('lambda', '@elenchus/adapters'),
  'packages/lambda/src/env.ts':
    "import { s3 } from '@elenchus/adapters/storage/s3';\nexport const env = process.env;\n",
  'packages/local/package.json': manifest('local', '@elenchus/contracts', '@elenchus/functions'),
  'packages/local/src/bundle.ts': "import { functionTable } from '@elenchus/functions/table';\n",
  'packages/local/src/main.ts':
    "const contract = await import('@elenchus/contracts/cases/get-case');\nexport const port = process.env['PORT'];\n",
  'functions/package.json': manifest('functions', '@elenchus/core', '@elenchus/lambda', 'docs-pages'),
  'functions/cases/get-case.http.ts':
    "import { getCase } from '@elenchus/core/cases/get-case';\nimport { env } from '@elenchus/lambda/env';\n",
  'functions/operations/refuse.default.ts': "export { env } from '@elenchus/lambda/env';\n",
  'functions/operations/version.ts': "import manifest from '../../package.json' with { type: 'json' };\n",
  'functions/openapi/docs.ts': "export const page = import.meta.resolve('docs-pages/index.html');\n",
  'functions/cases/test-events.ts':
    "import type { SQSEvent } from 'aws-lambda';\nimport { it } from 'vitest';\n",
  'functions/cases/routes.ts': "export const entry = new URL('./get-case.http.ts', import.meta.url);\n",
  'statemachines/machines.ts': 'export const machines = [];\n',
  'infra/package.json': manifest('infra', '@elenchus/functions'),
  'infra/app.ts':
    "import { machines } from '../statemachines/machines.ts';\nexport * as routes from '@elenchus/functions/cases/routes';\nexport const app = machines;\n",
  'test/api/get-case.test.ts': "import { getCase } from '../../packages/core/src/cases/get-case.ts';\n",
};

interface Breach {
  readonly rule: string;
  readonly what: string;
  /** Files added to the sound repository, or put in the place of one of its files. */
  readonly change: Tree;
  /** File that the violation names; the first one changed by default. */
  readonly path?: string;
}

const core = (text: string): Tree => ({ 'packages/core/src/cases/broken.ts': text });
const lines = (count: number) => 'export {};\n'.repeat(count);

const BREACHES: readonly Breach[] = [
  breach('import-direction', 'core imports an adapter', core("import '@elenchus/adapters/storage/s3';")),
  breach(
    'import-direction',
    'core imports a type of lambda',
    core("import type { E } from '@elenchus/lambda/env';"),
  ),
  breach(
    'import-direction',
    'core loads a function late',
    core("await import('@elenchus/functions/cases/routes');"),
  ),
  breach('import-direction', 'db re-exports core', {
    'packages/db/src/broken.ts':
      "export { getCase } from '@elenchus/core/cases/get-case';\nexport const a = 1;",
  }),
  breach('import-direction', 'an adapter imports db', {
    'packages/adapters/src/broken.ts': "import { cases } from '@elenchus/db/schema/cases';",
  }),
  breach('import-direction', 'lambda imports a function', {
    'packages/lambda/src/broken.ts': "import { routes } from '@elenchus/functions/cases/routes';",
  }),
  breach('import-direction', 'local imports core', {
    'packages/local/src/broken.ts': "import { getCase } from '@elenchus/core/cases/get-case';",
  }),
  breach('import-direction', 'local imports a construct', {
    'packages/local/src/broken.ts': "import { bindings } from '@elenchus/infra/bindings';",
  }),
  breach('import-direction', 'local imports a handler', {
    'packages/local/src/broken.ts': "import { handler } from '@elenchus/functions/cases/get-case.http';",
  }),
  breach('import-direction', 'a function imports infra', {
    'functions/cases/broken.ts': "import { app } from '@elenchus/infra/app';",
  }),
  breach('import-direction', 'the product imports a test', {
    'functions/cases/broken.ts': "import { it } from '../../test/support/verify.ts';",
  }),
  breach('package-imports', 'a path into another package', {
    'packages/core/src/cases/broken.ts': "import { Case } from '../../../contracts/src/cases/get-case.ts';",
  }),
  breach('import-cycle', 'two files import each other', {
    'packages/core/src/cases/a.ts': "import { b } from './b.ts';\nexport const a = 1;",
    'packages/core/src/cases/b.ts': "import type { a } from './a.ts';\nexport const b = 1;",
  }),
  breach('import-cycle', 'a circle of three across packages', {
    'packages/core/src/cases/a.ts': "import { b } from './b.ts';\nexport const a = 1;",
    'packages/core/src/cases/b.ts': "import { c } from '../matters/c.ts';\nexport const b = 1;",
    'packages/core/src/matters/c.ts': "import { a } from '@elenchus/core/cases/a';\nexport const c = 1;",
  }),
  breach('forbidden-folder', 'utils', { 'packages/core/src/utils/dates.ts': 'export const a = 1;' }),
  breach('forbidden-folder', 'common', { 'test/common/dates.ts': 'export const a = 1;' }),
  breach('barrel', 'an index file', { 'packages/core/src/cases/index.ts': 'export const a = 1;' }),
  breach('barrel', 'a file that only re-exports', {
    'packages/core/src/cases/cases.ts':
      "// All of it\nexport * from './get-case.ts';\nexport {\n  b,\n} from './b.ts'\n",
  }),
  breach('kebab-case', 'camel case', { 'packages/core/src/cases/getCase.ts': 'export const a = 1;' }),
  breach('kebab-case', 'snake case in a folder', {
    'packages/core/src/case_law/a.ts': 'export const a = 1;',
  }),
  breach('file-length', '301 lines', core(lines(301))),
  breach('handler-length', '41 lines', { 'functions/cases/ingest.sqs.ts': lines(41) }),
  breach('undeclared-dependency', 'an import that is not declared', core("import { v7 } from 'uuid';"), [
    'packages/core/package.json',
  ]),
  breach('unused-dependency', 'a declaration that is not imported', {
    'packages/db/package.json': manifest('db', 'drizzle-orm', 'left-pad'),
  }),
  breach('contracts-zod-only', 'a library', {
    'packages/contracts/src/broken.ts': "import { v7 } from 'uuid';",
  }),
  breach('contracts-zod-only', 'a node module', {
    'packages/contracts/src/broken.ts': "import 'node:crypto';",
  }),
  breach('core-no-vendor', 'an AWS client', core("import { S3Client } from '@aws-sdk/client-s3';")),
  breach('core-no-vendor', 'openai', core("import type OpenAI from 'openai';")),
  breach('core-no-vendor', 'middy', core("import middy from '@middy/core';")),
  breach('core-no-outside', 'files', core("import { readFile } from 'node:fs/promises';")),
  breach('core-no-outside', 'the process', core("import { env } from 'node:process';")),
  breach('core-no-outside', 'http without its prefix', core("const http = require('http');")),
  breach('no-direct-aws-sdk', 'a function with a client', {
    'functions/cases/broken.http.ts': "import { SQSClient } from '@aws-sdk/client-sqs';",
  }),
  breach('environment-at-the-edge', 'core', core('export const url = process.env.URL;')),
  breach('environment-at-the-edge', 'an adapter', {
    'packages/adapters/src/broken.ts': "f(process.env['URL']);",
  }),
  breach('environment-at-the-edge', 'destructured', { 'infra/broken.ts': 'const { argv, env } = process;' }),
  breach('environment-at-the-edge', 'in a template', {
    'infra/broken.ts': ['const a = `$', '{process.env.A}`;'].join(''),
  }),
  breach('core-injected-clock', 'Date.now', core('export const a = Date.now();')),
  breach('core-injected-clock', 'new Date', core('export const a = f(new Date());')),
  breach('core-injected-clock', 'new Date without parentheses', core('export const a = new Date;')),
  breach('core-injected-ids', 'Math.random', core('export const a = Math.random();')),
  breach('core-injected-ids', 'randomUUID', core("import { randomUUID } from 'node:crypto';")),
  breach('zod-namespace', 'a named import', {
    'packages/contracts/src/broken.ts': "import { z } from 'zod';\nexport const a = z.string();",
  }),
];

function breach(
  rule: string,
  what: string,
  change: Tree,
  [path]: readonly string[] = Object.keys(change),
): Breach {
  return path === undefined ? { rule, what, change } : { rule, what, change, path };
}

describe('the architecture check', () => {
  it('accepts a repository that keeps every rule', () => {
    expect(violationsOf(SOUND)).toEqual([]);
  });

  it.each(BREACHES)('$rule: reports $what', ({ rule, change, path }) => {
    const found = violationsOf({ ...SOUND, ...change });
    expect(found.filter((violation) => violation.rule === rule).map((violation) => violation.path)).toEqual([
      path,
    ]);
  });

  it('has a counter-example of every rule', () => {
    const covered = new Set(BREACHES.map(({ rule }) => rule));
    expect(RULE_NAMES.filter((rule) => !covered.has(rule))).toEqual([]);
  });

  it('counts lines as an editor does', () => {
    expect(violationsOf({ ...SOUND, ...core(lines(300)), 'functions/a/b.task.ts': lines(40) })).toEqual([]);
  });
});
