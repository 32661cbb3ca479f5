import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '@elenchus/functions/bundling/bundle-functions';
import { type HttpRow, kebabCase } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { reportBench } from '../bench-report.ts';
import { median } from '../rounds.ts';

const loads = 5;

interface Measured {
  readonly operation: string;
  readonly kind: Kind;
  readonly kilobytes: number;
  readonly importMs: number;
}

type Kind = 'without database' | 'with database' | 'with an SDK client';
const goals: Readonly<Record<Kind, { kilobytes?: number; importMs?: number }>> = {
  'without database': { kilobytes: 150, importMs: 20 },
  'with database': { kilobytes: 260, importMs: 35 },
  'with an SDK client': {},
};

/** Size of the bundle of each route, as it is deployed, and how long a new process takes to import it. */
export async function measureBundles(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-bundles-'));
  try {
    const rows = functionTable.filter((row): row is HttpRow => row.trigger === 'http');
    await bundleFunctions({ rows, outFolder: folder, layout: 'isolated' });
    const measured = rows.map((row) => measure(folder, row));
    const kinds = Object.keys(goals) as Kind[];
    const figures = kinds.flatMap((kind) => {
      const of = measured.filter((each) => each.kind === kind);
      if (of.length === 0) return [];
      const { kilobytes, importMs } = goals[kind];
      const largest = of.reduce((a, b) => (a.kilobytes > b.kilobytes ? a : b));
      return [
        {
          name: `${kind}: largest of ${of.length}, kB`,
          value: largest.kilobytes,
          note: largest.operation,
          ...(kilobytes && { atMost: kilobytes }),
        },
        {
          name: `${kind}: import, median, ms`,
          value: median(of.map((each) => each.importMs)),
          ...(importMs && { atMost: importMs }),
        },
      ];
    });
    console.table(measured);
    reportBench('http-bundles', figures, measured);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string, { operation, needs }: HttpRow): Measured {
  const name = kebabCase(operation);
  const file = join(folder, name, `${name}.mjs`);
  const outside = needs.some((need) => need !== 'db' && !['embedding', 'llm', 'internet'].includes(need));
  return {
    operation,
    kind: outside ? 'with an SDK client' : needs.includes('db') ? 'with database' : 'without database',
    kilobytes: Math.round(statSync(file).size / 100) / 10,
    importMs: Math.round(median(Array.from({ length: loads }, () => importTime(file))) * 10) / 10,
  };
}

function importTime(file: string): number {
  const script = `const at = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - at);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}
