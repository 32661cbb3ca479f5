import { removeSpentRows } from '@elenchus/core/identity/remove-spent-rows';
import { database } from '@elenchus/lambda/ports/database';
import { serveSchedule } from '@elenchus/lambda/triggers/serve-schedule';

export const handler = serveSchedule('removeSpentRows', { db: database }, removeSpentRows);
