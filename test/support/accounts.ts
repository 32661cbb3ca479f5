import type { Role } from '@elenchus/contracts/platform/roles';
import { authenticateToken } from '@elenchus/core/identity/authenticate';
import type { UserContext } from '@elenchus/core/platform/context';
import type { UserRow } from '@elenchus/db/schema/identity';
import { withAuth } from '@elenchus/db/tenant';
import { identitySettings, makeIdentityTenant, makeUser } from './identity.ts';
import { openTestDatabase } from './tenants.ts';

export const password = 'Sound-Password-1';

export type AccountContext = UserContext<'db' | 'identity' | 'mailQueue'>;

/** A time that stands still until a test moves it. */
export interface TestClock {
  now(): Date;
  pass(milliseconds: number): void;
}

export function makeClock(start = new Date()): TestClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

export interface Account {
  readonly ctx: AccountContext;
  readonly clock: TestClock;
  readonly user: UserRow;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Ids of the mails that were put onto the queue. */
  readonly mailIds: readonly string[];
}

/** A signed-in user of a new organization, whose services see the clock of the test. */
export async function makeAccount(role: Role = 'attorney', db = openTestDatabase()): Promise<Account> {
  const clock = makeClock();
  const tenant = await makeIdentityTenant({}, db);
  const made = await makeUser({ ...tenant, clock: clock.now }, role, password);
  const mailIds: string[] = [];
  const mailQueue = { enqueue: async ({ mailId }: { mailId: string }) => void mailIds.push(mailId) };
  const ctx = { ...made.ctx, ports: { db, identity: identitySettings, mailQueue } };
  return { ...made, ctx, clock, mailIds };
}

/** Whether an access token is let in. */
export async function isSignedIn(ctx: AccountContext, accessToken: string): Promise<boolean> {
  try {
    await withAuth(ctx, (tx) => authenticateToken(ctx, tx, accessToken));
    return true;
  } catch {
    return false;
  }
}
