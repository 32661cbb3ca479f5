import { migrate, setLoginPassword } from '@elenchus/db/migrate';
import { currentEnvironment } from '@elenchus/lambda/env';
import { createLoggers } from '@elenchus/lambda/logging/logger';
import { ownerDatabase } from '@elenchus/lambda/ports/owner-database';
import type { Context } from 'aws-lambda';

/** Brings the database up to date; answers the names of the migrations that were applied. */
export const handler = async (_event: unknown, { awsRequestId }: Context): Promise<{ applied: string[] }> => {
  const { sql, loginPassword } = await ownerDatabase(currentEnvironment());
  try {
    const applied = await migrate(sql);
    await setLoginPassword(sql, loginPassword);
    createLoggers()({ operation: 'migrateDatabase', requestId: awsRequestId }).info('migration.completed', {
      applied,
    });
    return { applied };
  } finally {
    await sql.end({ timeout: 5 });
  }
};
