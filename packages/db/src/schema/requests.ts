import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, time } from './columns.ts';

export const rateLimits = pgTable('rate_limits', {
  bucket: text('bucket').primaryKey(),
  hits: integer('hits').notNull(),
  windowEndsAt: time('window_ends_at').notNull(),
});

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: uuid('organization_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    keyHash: bytea('key_hash').notNull(),
    requestHash: bytea('request_hash').notNull(),
    lockedUntil: time('locked_until').notNull(),
    tookEffect: boolean('took_effect').notNull().default(false),
    statusCode: integer('status_code'),
    answer: text('answer'),
    createdAt: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.actorId, table.keyHash] })],
);
export type IdempotencyKeyRow = typeof idempotencyKeys.$inferSelect;
