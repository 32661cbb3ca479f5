import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';

/** Who did something: a person, an API key, the pipeline, or nobody that is known (a failed sign-in). */
export const auditActor = z.object({
  type: z.enum(['user', 'apiKey', 'system', 'anonymous']),
  id: id.nullable(),
});

/** A person or an API key that entries of a page name, as they are called now. */
export const namedActor = z.object({
  type: z.enum(['user', 'apiKey']),
  id,
  name: z.string(),
  email: z.string().nullable(),
});
export type NamedActor = z.infer<typeof namedActor>;

/**
 * An entry of the audit log. `hash` is the SHA-256, in hex, of the hash before it, a line feed, `sequence`, a line
 * feed and the JSON text of the entry as stored; the first entry follows 64 zeros.
 */
export const auditEntry = z
  .object({
    id,
    sequence: z.int(),
    occurredAt: timestamp,
    /** Such as `document.deleted`. */
    action: z.string(),
    actor: auditActor,
    resource: z.object({ type: z.string(), id: z.string() }).nullable(),
    details: z.record(z.string(), z.json()),
    requestId: z.string(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFault = z.enum(['missing', 'changed', 'head_changed', 'anchor_changed']);

/** The outcome of a verification; `firstInvalid` names the first entry that is not as it was written. */
export const auditVerification = z
  .object({
    valid: z.boolean(),
    entries: z.int(),
    firstInvalid: z
      .object({ sequence: z.int(), id: id.nullable(), fault: auditFault, detail: z.string() })
      .optional(),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof auditVerification>;
