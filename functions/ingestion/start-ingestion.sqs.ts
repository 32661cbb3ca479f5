import { objectCreatedEvent } from '@elenchus/contracts/documents/ingestion';
import { parseOriginalKey } from '@elenchus/core/documents/object-keys';
import { startIngestion } from '@elenchus/core/ingestion/start-ingestion';
import { database } from '@elenchus/lambda/ports/database';
import { ingestionMachine } from '@elenchus/lambda/ports/ingestion-machine';
import { serveQueue } from '@elenchus/lambda/triggers/serve-queue';

export const handler = serveQueue(
  'startIngestion',
  objectCreatedEvent,
  { db: database, machine: ingestionMachine },
  async ({ ctx, message }) => {
    const { object } = message.detail;
    const original = parseOriginalKey(object.key);
    if (!original) {
      ctx.logger.warn('message.ignored');
      return;
    }
    const { organizationId, documentId } = original;
    await startIngestion({
      ctx: { ...ctx, organizationId },
      input: { documentId, versionId: object['version-id'] },
    });
  },
);
