import type { OrganizationDetails } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { documents } from '@elenchus/db/schema/documents';
import { type OrganizationRow, users } from '@elenchus/db/schema/identity';
import { eq, sql } from 'drizzle-orm';
import { presentOrganization } from './present-user.ts';

/** How many users may sign in. */
export function countSeats(tx: Transaction): Promise<number> {
  return tx.$count(users, eq(users.isActive, true));
}

/** The bytes of the original files, of announced ones too; those that never came take no space. */
export async function sumStorage(tx: Transaction): Promise<number> {
  const [found] = await tx
    .select({ bytes: sql`coalesce(sum(${documents.sizeBytes}), 0)`.mapWith(Number) })
    .from(documents)
    // In the words of the index, which holds all that is asked for.
    .where(sql`${documents.failureCode} is distinct from 'upload_expired'`);
  return found?.bytes ?? 0;
}

/** An organization with what it uses of its quotas, as answers show it. */
export async function presentDetails(tx: Transaction, row: OrganizationRow): Promise<OrganizationDetails> {
  const usage = { users: await countSeats(tx), storageBytes: await sumStorage(tx) };
  return { ...presentOrganization(row), usage };
}
