import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

/** Written by the function `append_audit` alone; columns after `hash` are read from `entry` by the database. */
export const auditLog = pgTable(
  'audit_log',
  {
    organizationId: uuid('organization_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    entry: text('entry').notNull(),
    hash: text('hash').notNull(),
    id: uuid('id').notNull(),
    occurredAt: text('occurred_at').notNull(),
    action: text('action').notNull(),
    actorId: text('actor_id'),
    resourceId: text('resource_id'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sequence] })],
);

export const auditHeads = pgTable('audit_heads', {
  organizationId: uuid('organization_id').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  anchoredSequence: bigint('anchored_sequence', { mode: 'number' }).notNull().default(0),
  anchorClaimedUntil: time('anchor_claimed_until'),
});
