import { basename } from 'node:path';
import { createCase } from '@elenchus/core/cases/create-case';
import type { UserContext } from '@elenchus/core/platform/context';
import { documents } from '@elenchus/db/schema/documents';
import { organizations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';

/** An organization with a case and the rows of documents that have just arrived; answers their ids. */
export async function announce(ctx: UserContext<'db'>, paths: readonly string[]): Promise<string[]> {
  const { organizationId } = ctx;
  const now = ctx.clock();
  await withTenant(ctx, (tx) =>
    tx.insert(organizations).values({ id: organizationId, name: 'Bench', createdAt: now }),
  );
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'Bench' } });
  const batchId = ctx.newId();
  const rows = paths.map((path) => ({
    id: ctx.newId(),
    organizationId,
    caseId,
    batchId,
    fileName: basename(path),
    sizeBytes: 1,
    status: 'pending' as const,
    originalVersionId: 'v1',
    uploadExpiresAt: now,
    createdAt: now,
    updatedAt: now,
  }));
  await withTenant(ctx, (tx) => tx.insert(documents).values(rows));
  return rows.map(({ id }) => id);
}
