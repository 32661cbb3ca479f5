import type { Session } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { isUniqueViolation } from '@elenchus/db/errors';
import { organizations, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { acceptInvitation, findInvitation } from './accept-invitation.ts';
import { hashPassword } from './hash-password.ts';
import { openSession } from './issue-session.ts';
import { newUser } from './new-user.ts';
import { currentSigningKey } from './signing-keys.ts';

export interface RegisterInput {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  /** An organization to found, unless there is an invitation to one to join. */
  readonly organizationName?: string | undefined;
  readonly invitationToken?: string | undefined;
}

type Context = ServiceContext<'db' | 'identity'>;

/**
 * Founds an organization with its owner, or joins one by invitation, and signs the new user in. Throws `email_taken`,
 * `token_invalid` for an invitation that is not valid or is somebody else's, `quota_exceeded`.
 */
export async function register(call: {
  readonly ctx: Context;
  readonly input: RegisterInput;
}): Promise<Session> {
  const { ctx, input } = call;
  const { invitationToken } = input;
  const invitation =
    invitationToken === undefined ? undefined : await findInvitation(ctx, invitationToken, input.email);
  const passwordHash = await hashPassword(input.password);
  const key = await currentSigningKey(ctx);
  const tenant = { ...ctx, organizationId: invitation?.organizationId ?? ctx.newId() };
  const { email, fullName } = input;
  const role = invitation?.role ?? 'owner';
  const user = newUser(tenant, { email, fullName, role, passwordHash });
  try {
    return await withTenant(tenant, async (tx) => {
      const record = invitation
        ? await acceptInvitation(tenant, tx, invitation)
        : await foundOrganization(tenant, tx, input.organizationName ?? input.fullName);
      await tx.insert(users).values(user);
      const session = await openSession(ctx, tx, user, key);
      const actor = { type: 'user', id: user.id } as const;
      await recordAudit(
        tenant,
        tx,
        { ...record, actor },
        {
          action: 'user.registered',
          actor,
          resource: { type: 'user', id: user.id },
          details: { role: user.role },
        },
      );
      return session;
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'users_email_key')) throw error;
    throw new ProblemError('email_taken', 'Sign in with this address, or register another one.');
  }
}

async function foundOrganization(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  name: string,
): Promise<AuditRecord> {
  const { organizationId: id } = ctx;
  const now = ctx.clock();
  await tx.insert(organizations).values({ id, name, createdAt: now, updatedAt: now });
  return { action: 'organization.created', resource: { type: 'organization', id } };
}
