import * as z from 'zod';
import { id } from '../platform/fields.ts';

/** What a mail is sent for. */
export type MailKind = 'invitation' | 'password-reset' | 'password-changed';

/** A message of the queue `mail`; ids only, the mail itself stays in the database. */
export const mailMessage = z.object({ organizationId: id, mailId: id });
export type MailMessage = z.infer<typeof mailMessage>;
