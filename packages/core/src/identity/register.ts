import type { Session } from '@elenchus/contracts/identity/models';
import { isUniqueViolation } from '@elenchus/db/errors';
import { organizations, type UserRow, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashPassword } from './hash-password.ts';
import { openSession } from './issue-session.ts';
import { currentSigningKey } from './signing-keys.ts';

export interface RegisterInput {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  readonly organizationName: string;
}

/** Founds an organization with its owner and signs the owner in. Throws `email_taken`. */
export async function register(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: RegisterInput;
}): Promise<Session> {
  const { ctx, input } = call;
  const passwordHash = await hashPassword(input.password);
  const key = await currentSigningKey(ctx);
  const now = ctx.clock();
  const organizationId = ctx.newId();
  const owner: UserRow = {
    id: ctx.newId(),
    organizationId,
    email: input.email,
    passwordHash,
    fullName: input.fullName,
    role: 'owner',
    isActive: true,
    lastLoginAt: now,
    createdAt: now,
  };
  try {
    return await withTenant({ ...ctx, organizationId }, async (tx) => {
      await tx
        .insert(organizations)
        .values({ id: organizationId, name: input.organizationName, createdAt: now });
      await tx.insert(users).values(owner);
      return openSession(ctx, tx, owner, key);
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'users_email_key')) throw error;
    throw new ProblemError('email_taken', 'Sign in with this address, or register another one.');
  }
}
