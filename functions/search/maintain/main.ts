/** `npm run maintain`: makes and drops the vector indexes of large organizations now, in the database of `DATABASE_URL`. */
import { parseArgs } from 'node:util';
import {
  defaultMaintenance,
  maintainVectorIndexes,
} from '@elenchus/core/search/vector-index/maintain-vector-indexes';
import { settingsFromUrl } from '@elenchus/db/database';
import { openOwnerConnection, ownerDatabaseOf } from '@elenchus/db/owner-database';

const elsewhere = `Set DATABASE_URL to the PostgreSQL whose indexes are to be maintained, as its owner.
The server of npm start does it by itself at its start and every hour; on AWS the function maintainVectorIndexes
does, and can be invoked at any time.`;

async function main(databaseUrl: string | undefined): Promise<number> {
  const { values } = parseArgs({ options: { 'least-vectors': { type: 'string' } } });
  const leastVectors = Number(values['least-vectors'] ?? defaultMaintenance.leastVectors);
  if (!Number.isInteger(leastVectors) || leastVectors < 1) {
    console.error('--least-vectors must be a whole number from 1 on.');
    return 2;
  }
  if (databaseUrl === undefined || databaseUrl === '') {
    console.error(elsewhere);
    return 2;
  }
  const sql = await openOwnerConnection(settingsFromUrl(databaseUrl, 1));
  try {
    const ctx = { clock: () => new Date(), ports: { db: ownerDatabaseOf(sql) } };
    const { built, dropped } = await maintainVectorIndexes(ctx, { ...defaultMaintenance, leastVectors });
    for (const name of built) console.log(`built    ${name}`);
    for (const name of dropped) console.log(`dropped  ${name}`);
    if (built.length + dropped.length === 0) console.log('Nothing to do.');
    return 0;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

try {
  process.exitCode = await main(process.env['DATABASE_URL']);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
