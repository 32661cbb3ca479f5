// A process that has one connection to the database and does what its parent says; restarts and freezes are its fate.
import { readFile } from 'node:fs/promises';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { unavailabilityOf } from '@elenchus/db/errors';
import { sql } from 'drizzle-orm';

/** What the parent says: run a transaction, begin one and wait inside of it, or go on with that. */
export type Order = { readonly id: number; readonly kind: 'ask' | 'enter' } | { readonly kind: 'proceed' };

/** What it hears: that the transaction is entered, or how it ended. */
export type Report = {
  readonly id: number;
  readonly state: 'inside' | 'done' | 'lost' | `failed: ${string}`;
};

const [urlFile = '', timings = '{}'] = process.argv.slice(2);
const url = () => readFile(urlFile, 'utf8');
const { db, close } = openDatabase(
  {
    ...settingsFromUrl(await url(), 1),
    password: async () => settingsFromUrl(await url(), 1).password as string,
  },
  JSON.parse(timings),
);
let proceed = Promise.withResolvers<void>();

const report = (message: Report) => process.send?.(message);

async function run(id: number, waits: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 'entered'`);
    if (!waits) return;
    proceed = Promise.withResolvers();
    report({ id, state: 'inside' });
    await proceed.promise;
    await tx.execute(sql`select 'went on'`);
  });
}

process.on('message', (order: Order) => {
  if (order.kind === 'proceed') return proceed.resolve();
  const { id, kind } = order;
  run(id, kind === 'enter').then(
    () => report({ id, state: 'done' }),
    (error: unknown) => report({ id, state: unavailabilityOf(error) ? 'lost' : `failed: ${error}` }),
  );
});
process.on('disconnect', () => void close());
