import { rotateSigningKeys } from '@elenchus/core/identity/rotate-signing-keys';
import { database } from '@elenchus/lambda/ports/database';
import { serveSchedule } from '@elenchus/lambda/triggers/serve-schedule';

export const handler = serveSchedule('rotateSigningKeys', { db: database }, rotateSigningKeys);
