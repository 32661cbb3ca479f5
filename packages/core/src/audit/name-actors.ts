import type { AuditEntry, NamedActor } from '@elenchus/contracts/audit/models';
import type { Transaction } from '@elenchus/db/database';
import { apiKeys, users } from '@elenchus/db/schema/identity';
import { inArray } from 'drizzle-orm';

/** What the people and API keys are called that did what entries tell of. */
export async function nameActors(tx: Transaction, entries: readonly AuditEntry[]): Promise<NamedActor[]> {
  const idsOf = (type: NamedActor['type']) => [
    ...new Set(entries.flatMap(({ actor }) => (actor.type === type && actor.id !== null ? [actor.id] : []))),
  ];
  const [userIds, keyIds] = [idsOf('user'), idsOf('apiKey')];
  const people =
    userIds.length === 0
      ? []
      : await tx
          .select({ id: users.id, name: users.fullName, email: users.email })
          .from(users)
          .where(inArray(users.id, userIds));
  const keys =
    keyIds.length === 0
      ? []
      : await tx
          .select({ id: apiKeys.id, name: apiKeys.name })
          .from(apiKeys)
          .where(inArray(apiKeys.id, keyIds));
  return [
    ...people.map((person) => ({ type: 'user' as const, ...person })),
    ...keys.map((key) => ({ type: 'apiKey' as const, ...key, email: null })),
  ];
}
