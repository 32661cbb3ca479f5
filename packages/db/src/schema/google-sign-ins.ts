import { pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, time } from './columns.ts';

export const googleSignIns = pgTable('google_sign_ins', {
  stateHash: bytea('state_hash').primaryKey(),
  browserHash: bytea('browser_hash').notNull(),
  codeVerifier: text('code_verifier').notNull(),
  nonce: text('nonce').notNull(),
  returnTo: text('return_to').notNull(),
  invitationHash: bytea('invitation_hash'),
  expiresAt: time('expires_at').notNull(),
});
export type GoogleSignInRow = typeof googleSignIns.$inferSelect;
