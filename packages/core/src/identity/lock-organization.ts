import type { Transaction } from '@elenchus/db/database';
import { type OrganizationRow, organizations } from '@elenchus/db/schema/identity';
import { eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';

/**
 * Reads the organization and lets nobody else change it, its roles, seats and space until the transaction ends. Take
 * it before rows of users, so that two callers never wait for each other. Rows that refer to it can be added meanwhile.
 */
export async function lockOrganization(ctx: TenantContext<'db'>, tx: Transaction): Promise<OrganizationRow> {
  const [row] = await tx
    .select()
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId))
    .for('no key update');
  if (!row) throw new NotFoundError('organization', ctx.organizationId);
  return row;
}
