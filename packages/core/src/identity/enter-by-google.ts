import { organizations, type UserRow, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq, or } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import type { GoogleAccount } from './google-identity-port.ts';
import { GoogleRefusal } from './google-refusal.ts';
import { openSession } from './issue-session.ts';
import { type GoogleEntry, joinByGoogle } from './join-by-google.ts';
import { linkGoogle } from './link-google.ts';
import { lockOrganization } from './lock-organization.ts';
import { visibleUserColumns } from './present-user.ts';
import { currentSigningKey } from './signing-keys.ts';

type Context = ServiceContext<'db' | 'identity'>;

/** Two sign-ins that link or make the same account are in each other's way once. */
const mostLooks = 3;

/**
 * Signs the owner of a Google account in: the user who is linked with it, else who has its verified address, else who
 * is invited. Throws GoogleRefusal.
 */
export async function enterByGoogle(
  ctx: Context,
  account: GoogleAccount,
  invitationHash: Uint8Array | null,
): Promise<GoogleEntry> {
  for (let look = 0; look < mostLooks; look += 1) {
    const user = await findUser(ctx, account);
    const entry =
      user === undefined
        ? await joinByGoogle(ctx, account, invitationHash)
        : await signIn(ctx, user, account.subject);
    if (entry) return entry;
  }
  throw new Error('an account changed again and again during a sign-in with Google');
}

/** Throws GoogleRefusal for a user who may not enter, or not by this Google account. */
async function findUser(
  ctx: Context,
  { subject, email, emailVerified }: GoogleAccount,
): Promise<UserRow | undefined> {
  const found = await withAuth(ctx, (tx) =>
    tx
      .select({ user: users, isOpen: organizations.isActive })
      .from(users)
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(or(eq(users.googleSubject, subject), eq(users.email, email))),
  );
  const { user, isOpen } = found.find((each) => each.user.googleSubject === subject) ?? found[0] ?? {};
  // What Google knows a user by stays; the address is only a claim.
  if (user?.googleSubject !== subject && !emailVerified) throw new GoogleRefusal('email_unverified');
  if (user === undefined) return undefined;
  if (user.googleSubject !== null && user.googleSubject !== subject) {
    throw new GoogleRefusal('other_google_account', user);
  }
  if (!user.isActive || !isOpen) throw new GoogleRefusal('account_disabled', user);
  return user;
}

/** Undefined when somebody changed the user meanwhile. */
async function signIn(ctx: Context, user: UserRow, subject: string): Promise<GoogleEntry | undefined> {
  const key = await currentSigningKey(ctx);
  const tenant = { ...ctx, organizationId: user.organizationId };
  const actor = { type: 'user', id: user.id } as const;
  const resource = actor;
  const isFirst = user.googleSubject === null;
  return withTenant(tenant, async (tx) => {
    // A key that is being made is either seen by the link or made after it.
    if (isFirst) await lockOrganization(tenant, tx);
    const [current] = await tx
      .update(users)
      .set({ lastLoginAt: ctx.clock() })
      .where(and(eq(users.id, user.id), eq(users.version, user.version), eq(users.isActive, true)))
      .returning(visibleUserColumns);
    if (!current) return undefined;
    const linked = isFirst ? await linkGoogle(tenant, tx, user, subject) : undefined;
    const session = await openSession(ctx, tx, linked?.user ?? current, key);
    await recordAudit(tenant, tx, ...(linked?.records.map((record) => ({ ...record, actor })) ?? []), {
      action: 'user.signed_in',
      actor,
      resource,
      details: { method: 'google' },
    });
    return { session, isPasswordRemoved: linked?.isPasswordRemoved ?? false };
  });
}
