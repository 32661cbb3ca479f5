import { maintainVectorIndexes } from '@elenchus/core/search/vector-index/maintain-vector-indexes';
import { ownerDatabaseOf } from '@elenchus/db/owner-database';
import { currentEnvironment } from '@elenchus/lambda/env';
import { createLoggers, describeFault, withoutMessage } from '@elenchus/lambda/logging/logger';
import { ownerDatabase } from '@elenchus/lambda/ports/owner-database';
import type { Context } from 'aws-lambda';

/** Makes and drops the vector indexes of large organizations; answers their names. */
export const handler = async (_event: unknown, { awsRequestId }: Context) => {
  const logger = createLoggers()({ operation: 'maintainVectorIndexes', requestId: awsRequestId });
  const { sql } = await ownerDatabase(currentEnvironment());
  try {
    const ctx = { clock: () => new Date(), ports: { db: ownerDatabaseOf(sql) } };
    const result = await maintainVectorIndexes(ctx);
    logger.info('schedule.completed', result);
    return result;
  } catch (error) {
    logger.error('schedule.failed', describeFault(error));
    throw withoutMessage(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
};
