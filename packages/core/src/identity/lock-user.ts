import type { Transaction } from '@elenchus/db/database';
import { users } from '@elenchus/db/schema/identity';
import { eq } from 'drizzle-orm';
import { NotFoundError } from '../platform/errors.ts';
import { type VisibleUser, visibleUserColumns } from './present-user.ts';

/** Reads a user and keeps others from changing that one until the transaction ends. Throws `not_found`. */
export async function lockUser(tx: Transaction, userId: string): Promise<VisibleUser> {
  const [row] = await tx
    .select(visibleUserColumns)
    .from(users)
    .where(eq(users.id, userId))
    .for('no key update');
  if (!row) throw new NotFoundError('user', userId);
  return row;
}
