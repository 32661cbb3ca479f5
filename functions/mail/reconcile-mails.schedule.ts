import { reconcileMails } from '@elenchus/core/outbound-mail/reconcile-mails';
import { database } from '@elenchus/lambda/ports/database';
import { mailQueue } from '@elenchus/lambda/ports/mail-queue';
import { serveSchedule } from '@elenchus/lambda/triggers/serve-schedule';

export const handler = serveSchedule('reconcileMails', { db: database, mailQueue }, reconcileMails);
