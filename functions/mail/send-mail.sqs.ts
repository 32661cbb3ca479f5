import { mailMessage } from '@elenchus/contracts/outbound-mail/mail-message';
import { sendMail } from '@elenchus/core/outbound-mail/send-mail';
import { database } from '@elenchus/lambda/ports/database';
import { mailSender } from '@elenchus/lambda/ports/mail-sender';
import { serveQueue } from '@elenchus/lambda/triggers/serve-queue';

export const handler = serveQueue('sendMail', mailMessage, { db: database, mailSender }, ({ ctx, message }) =>
  sendMail({ ctx, input: message }),
);
