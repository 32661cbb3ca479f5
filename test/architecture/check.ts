import { isBuiltin } from 'node:module';
import { areaOf, buildImportGraph, findCycles, type Import, packageOf } from './import-graph.ts';
import {
  FORBIDDEN_FOLDERS,
  HANDLER_FILE,
  MAX_FILE_LINES,
  MAX_HANDLER_LINES,
  MODULE_RULES,
  NAME_PATTERN,
  PATTERN_RULES,
  TYPE_ONLY_MODULES,
  USED_WITHOUT_IMPORT,
} from './rules.ts';
import { codeOf, countLines, isBarrel, type SourceFile } from './source-file.ts';

export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly detail: string;
}

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const SOURCE_FILE = /\.(ts|tsx|mjs)$/;
// Besides the tests, what several of them share: testing/, test-<noun>.ts, <noun>-under-test.ts.
const TEST_FILE = /\.(test|test-d|bench)\.tsx?$|\/testing\/|(^|\/)test-[^/]+\.ts$|-under-test\.ts$/;
const GENERATOR = /^packages\/local\/samples\//;
const MANIFEST = /^(packages\/[^/]+|functions|infra)\/package\.json$/;

/** What the product consists of: sources of an area that neither test it nor make its files. */
function isProduct(path: string): boolean {
  return areaOf(path) !== undefined && !TEST_FILE.test(path) && !GENERATOR.test(path);
}

function checkNameAndSize({ path, text }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: string, detail: string) => violations.push({ rule, path, detail });
  const segments = path.split('/').filter((segment) => !segment.startsWith('.'));
  const folder = segments.slice(0, -1).find((segment) => FORBIDDEN_FOLDERS.test(segment));
  if (folder !== undefined) report('forbidden-folder', `"${folder}" says nothing about what is in it`);
  const odd = segments.find((segment) => !NAME_PATTERN.test(segment));
  if (odd !== undefined) report('kebab-case', odd);
  const isIndex = /(^|\/)index\.tsx?$/.test(path);
  if (isIndex || (isBarrel(text) && !HANDLER_FILE.test(path)))
    report('barrel', 'import from the file that has it');
  const lines = countLines(text);
  if (lines > MAX_FILE_LINES) report('file-length', `${lines} lines, at most ${MAX_FILE_LINES}`);
  if (HANDLER_FILE.test(path) && lines > MAX_HANDLER_LINES) {
    report('handler-length', `${lines} lines, at most ${MAX_HANDLER_LINES}`);
  }
  return violations;
}

function checkCode({ path, text }: SourceFile): Violation[] {
  const area = areaOf(path)?.name ?? '';
  const code = codeOf(text);
  return PATTERN_RULES.filter(
    ({ areas, except, pattern }) =>
      (areas?.includes(area) ?? true) && except?.test(path) !== true && pattern.test(code),
  ).map(({ rule, reason }) => ({ rule, path, detail: reason }));
}

function checkFileImport(path: string, specifier: string, file: string): Violation[] {
  const from = areaOf(path);
  const to = areaOf(file);
  if (from === undefined || from === to || file.endsWith('.json')) return [];
  const isAllowed = to !== undefined && (from.mayImport.includes(to.name) || from.mayImportFiles?.test(file));
  if (!isAllowed) {
    const detail = `${from.name} must not import ${to?.name ?? 'from outside the product'}: ${specifier}`;
    return [{ rule: 'import-direction', path, detail }];
  }
  const isRelativeIntoPackage = specifier.startsWith('.') && to.exports !== undefined;
  const detail = `write @elenchus/${to.name}/... instead of ${specifier}`;
  return isRelativeIntoPackage ? [{ rule: 'package-imports', path, detail }] : [];
}

function checkModuleImport(path: string, module: string): Violation[] {
  const area = areaOf(path)?.name ?? '';
  return MODULE_RULES.filter(
    ({ areas, only, never }) =>
      areas.includes(area) && (only?.test(module) === false || never?.test(module) === true),
  ).map(({ rule, reason }) => ({ rule, path, detail: `${module}: ${reason}` }));
}

function checkImports(path: string, imports: readonly Import[]): Violation[] {
  return imports.flatMap(({ specifier, file, module }) => [
    ...(file === undefined ? [] : checkFileImport(path, specifier, file)),
    ...(module === undefined ? [] : checkModuleImport(path, module)),
  ]);
}

/** Compares what a package declares with what its files import, tests aside (they may use the root's devDependencies). */
function checkManifest(manifest: SourceFile, graph: ReadonlyMap<string, readonly Import[]>): Violation[] {
  const folder = manifest.path.slice(0, -'package.json'.length);
  const { name, dependencies = {}, devDependencies = {} }: Manifest = JSON.parse(manifest.text);
  const imported = new Set<string>();
  for (const [path, imports] of graph) {
    if (!path.startsWith(folder) || !isProduct(path)) continue;
    for (const { specifier } of imports) {
      if (!specifier.startsWith('.') && !isBuiltin(specifier)) imported.add(packageOf(specifier));
    }
  }
  for (const ignored of [name ?? '', ...TYPE_ONLY_MODULES]) imported.delete(ignored);
  const known = new Set([...imported, ...(USED_WITHOUT_IMPORT[areaOf(manifest.path)?.name ?? ''] ?? [])]);
  const undeclared = [...imported].filter(
    (dependency) => !(dependency in dependencies || dependency in devDependencies),
  );
  const unused = Object.keys(dependencies).filter((dependency) => !known.has(dependency));
  return [
    ...undeclared.map((detail) => ({ rule: 'undeclared-dependency', path: manifest.path, detail })),
    ...unused.map((detail) => ({ rule: 'unused-dependency', path: manifest.path, detail })),
  ];
}

/** Everything in the tree that breaks a rule of rules.ts, in the order of the files. */
export function check(files: readonly SourceFile[]): Violation[] {
  const sources = files.filter(({ path }) => SOURCE_FILE.test(path));
  const graph = buildImportGraph(sources);
  const product = sources.filter(({ path }) => isProduct(path));
  return [
    ...sources.flatMap(checkNameAndSize),
    ...product.flatMap(checkCode),
    ...product.flatMap(({ path }) => checkImports(path, graph.get(path) ?? [])),
    ...files.filter(({ path }) => MANIFEST.test(path)).flatMap((manifest) => checkManifest(manifest, graph)),
    ...findCycles(graph).map((cycle) => ({
      rule: 'import-cycle',
      path: cycle[0] ?? '',
      detail: cycle.join(' -> '),
    })),
  ];
}
