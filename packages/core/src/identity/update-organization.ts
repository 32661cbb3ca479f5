import type { updateOrganization as contract } from '@elenchus/contracts/identity/member-routes';
import type { OrganizationDetails } from '@elenchus/contracts/identity/models';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { organizations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { givenFields } from '../platform/given-fields.ts';
import { requireVersion } from '../platform/require-version.ts';
import { endSessions } from './end-sessions.ts';
import { revokePending } from './invitation-status.ts';
import { presentDetails } from './organization-usage.ts';
import { requireCaller } from './require-caller.ts';

type Request = RouteRequest<typeof contract>;

/**
 * Changes the organization; a quota below what is used only keeps more from coming. Closing ends all sessions and
 * invitations, and keys are refused. Throws `forbidden` when another than the owner closes it, `conflict` and
 * `precondition_failed` for another version than the one given.
 */
export function updateOrganization(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: Request['body'] & Pick<Request, 'ifMatch'>;
}): Promise<OrganizationDetails> {
  const { ctx, input } = call;
  const { name, settings, quotas, isActive } = input;
  const resource = { type: 'organization', id: ctx.organizationId };
  return withTenant(ctx, async (tx) => {
    const { organization } = await requireCaller(ctx, tx, isActive === false ? 'owner' : 'admin');
    requireVersion(organization.version, input);
    const changes = {
      ...givenFields({ name, settings, isActive }),
      ...givenFields({ userQuota: quotas?.users, storageQuotaBytes: quotas?.storageBytes }),
      version: organization.version + 1,
      updatedAt: ctx.clock(),
    };
    await tx.update(organizations).set(changes).where(eq(organizations.id, ctx.organizationId));
    const records: AuditRecord[] = [];
    const changed = Object.keys(givenFields({ name, settings, quotas }));
    if (changed.length > 0) {
      const details = { changed, ...(quotas && { quotas: givenFields(quotas) }) };
      records.push({ action: 'organization.updated', resource, details });
    }
    if (isActive === false) {
      await endSessions(ctx, tx);
      records.push(...(await revokePending(ctx, tx, {})), { action: 'organization.closed', resource });
    }
    const answer = await presentDetails(tx, { ...organization, ...changes });
    await recordAudit(ctx, tx, ...records);
    return answer;
  });
}
