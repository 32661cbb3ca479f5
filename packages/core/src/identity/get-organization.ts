import type { OrganizationDetails } from '@elenchus/contracts/identity/models';
import { organizations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentDetails } from './organization-usage.ts';

/** The organization, its quotas and what it uses of them. */
export function getOrganization(call: { readonly ctx: CallerContext<'db'> }): Promise<OrganizationDetails> {
  const { organizationId } = call.ctx;
  return withTenant(call.ctx, async (tx) => {
    const [row] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
    if (!row) throw new NotFoundError('organization', organizationId);
    return presentDetails(tx, row);
  });
}
