import type { UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import { type Database, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { organizations, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { inject, onTestFinished } from 'vitest';

/** A pool as functions have it; closed when the test ends. */
export function openTestDatabase(maxConnections = 4): Database {
  const { db, close } = openDatabase(settingsFromUrl(inject('loginUrl'), maxConnections));
  onTestFinished(close);
  return db;
}

/** A new organization with its owner, and the context in which the owner calls services. */
export async function makeTenant(db: Database): Promise<UserContext<'db'>> {
  const organizationId = newUuid();
  const userId = newUuid();
  const ctx: UserContext<'db'> = {
    clock: () => new Date(),
    newId: newUuid,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    ports: { db },
    origin: { requestId: 'test', ipAddress: null, userAgent: null },
    organizationId,
    actor: { kind: 'user', id: userId, role: 'owner', sessionId: newUuid() },
  };
  await withTenant(ctx, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, name: 'Test', createdAt: new Date() });
    await tx.insert(users).values({
      id: userId,
      organizationId,
      email: `${userId}@test.example`,
      passwordHash: '-',
      fullName: 'Test Owner',
      role: 'owner',
      createdAt: new Date(),
    });
  });
  return ctx;
}
