import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, type FunctionRow } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { describe, expect, it } from 'vitest';
import { machines } from '../../statemachines/machines.ts';

const folder = join(import.meta.dirname, '../../functions');

/** Which needs a port stands for; the finer shares of a bucket are told apart by the grants. */
const needsOfPort: Record<string, (need: string) => boolean> = {
  database: (need) => need === 'db',
  'owner-database': (need) => need === 'db:owner',
  'documents-bucket': (need) => need.startsWith('documents:'),
  'ingestion-machine': (need) => need.startsWith('machine:'),
  'mail-queue': (need) => need === 'queue:mail',
  'mail-sender': (need) => need === 'mail',
  google: (need) => need === 'google',
  embedder: (need) => need === 'embedding',
  analyzer: (need) => need === 'llm',
  parser: (need) => need === 'parser',
  ocr: (need) => need === 'ocr',
};

/** Ports that call others than AWS; who uses one needs a way out, and nobody else. */
const callsOut: readonly string[] = ['mail-sender', 'google'];

/** Faults of a row: a port without its need, a need without its port. */
function faults(row: Pick<FunctionRow, 'needs'>, source: string): string[] {
  const ports = [...source.matchAll(/'@elenchus\/lambda\/ports\/([\w-]+)'/g)].map(([, name = '']) => name);
  const known = ports.filter((port) => port in needsOfPort);
  const missing = known.filter((port) => !row.needs.some((need) => needsOfPort[port]?.(need)));
  const goesOut = known.some((port) => callsOut.includes(port));
  const unused = row.needs.filter((need) =>
    need === 'internet' ? !goesOut : !known.some((port) => needsOfPort[port]?.(need)),
  );
  return [
    ...missing.map((port) => `no need for port ${port}`),
    ...unused.map((need) => `no port for need ${need}`),
    ...(goesOut && !row.needs.includes('internet') ? ['no way out'] : []),
  ];
}

/** The contract that a handler serves: sign-in, role and validation come from it, OpenAPI from the row's. */
function contractOf(source: string): string | undefined {
  return /import \{ (\w+) as contract \} from '@elenchus\/contracts\//.exec(source)?.[1];
}

describe('the function table', () => {
  it('names each operation once', () => {
    const operations = functionTable.map((row) => row.operation);
    expect(operations).toEqual([...new Set(operations)]);
  });

  it.each(functionTable.map((row) => [row.operation, row] as const))(
    'gives %s just what it uses',
    (_, row) => {
      const entry = join(folder, entryOf(row));
      expect(existsSync(entry), `a handler file functions/${entryOf(row)}`).toBe(true);
      const source = readFileSync(entry, 'utf8');
      expect(faults(row, source)).toEqual([]);
      if (row.trigger === 'http') expect(contractOf(source)).toBe(row.operation);
    },
  );

  it('has a row for every handler', () => {
    const files = globSync('*/*.{http,task,sqs,schedule,default,deploy}.ts', { cwd: folder });
    const known = new Set(functionTable.map(entryOf));
    expect(
      files.filter((file) => !known.has(file)),
      'handlers without a row in the routes.ts of their folder',
    ).toEqual([]);
  });

  it('has a row for every task of a state machine', () => {
    const tasks = functionTable.filter((row) => row.trigger === 'task').map((row) => row.operation);
    expect(machines.flatMap((machine) => [...machine.tasks]).toSorted()).toEqual(tasks.toSorted());
  });
});

it('sees a port without its need and a need without its port', () => {
  const source = "import { database } from '@elenchus/lambda/ports/database';";
  expect(faults({ needs: [] }, source)).toEqual(['no need for port database']);
  expect(faults({ needs: ['db', 'parser'] }, source)).toEqual(['no port for need parser']);
  expect(faults({ needs: ['db', 'internet'] }, source)).toEqual(['no port for need internet']);
  const calling = "import { mailSender } from '@elenchus/lambda/ports/mail-sender';";
  expect(faults({ needs: ['mail'] }, calling)).toEqual(['no way out']);
  expect(faults({ needs: ['mail', 'internet'] }, calling)).toEqual([]);
});
