import type { RouteContract } from '@elenchus/contracts/platform/route';

/** A contract with the place that exports it: `name` of `@elenchus/contracts/<folder>/<module>`. */
export interface PlacedContract {
  readonly contract: RouteContract;
  readonly folder: string;
  readonly module: string;
  readonly name: string;
}

const longestLine = 110;

/**
 * What the client knows of the routes when it runs, as source files by name: a file for each folder of the contracts,
 * in it an object for each route that answers JSON, or nothing.
 */
export function renderOperationFiles(contracts: readonly PlacedContract[]): ReadonlyMap<string, string> {
  const callable = contracts.filter(
    ({ contract: { success } }) => !success.contentType && success.status < 300,
  );
  const byFolder = Object.groupBy(callable, ({ folder }) => folder);
  return new Map(
    Object.entries(byFolder).map(([folder, placed = []]) => [`${folder}.ts`, renderFile(folder, placed)]),
  );
}

function renderFile(folder: string, placed: readonly PlacedContract[]): string {
  const modules = [...new Set(placed.map(({ module }) => module))].sort();
  const imports = modules.map(
    (module) => `import type * as ${namespaceOf(module)} from '@elenchus/contracts/${folder}/${module}';`,
  );
  return [
    '// Written by `npm run openapi`.',
    ...imports,
    "import type { Operation } from '../operation.ts';",
    '',
    ...placed.flatMap(renderOperation),
  ].join('\n');
}

function renderOperation({ contract, module, name }: PlacedContract): string[] {
  const { operation, method, path, summary } = contract;
  const begin = `export const ${name}: Operation<typeof ${namespaceOf(module)}.${name}> = {`;
  const fields = [`operation: '${operation}'`, `method: '${method}'`, `path: '${path}'`];
  const line = `${begin} ${fields.join(', ')} };`;
  return [
    `/** ${summary.replaceAll('*/', '* /')}. */`,
    ...(line.length <= longestLine ? [line] : [begin, ...fields.map((field) => `  ${field},`), '};']),
    '',
  ];
}

/** `member-routes` -> `memberRoutes`. */
function namespaceOf(module: string): string {
  return module.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}
