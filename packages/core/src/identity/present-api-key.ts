import type { ApiKey } from '@elenchus/contracts/identity/models';
import type { ApiKeyRow } from '@elenchus/db/schema/identity';

/** An API key as answers show it. */
export function presentApiKey(row: Omit<ApiKeyRow, 'keyHash'>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    agentType: row.agentType,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}
