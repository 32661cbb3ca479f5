import type { LegalCase } from '@elenchus/contracts/cases/models';
import type { createCase as contract } from '@elenchus/contracts/cases/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { type CaseRow, cases } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import type { CallerContext } from '../platform/context.ts';
import { presentCase } from './present-case.ts';

/** Opens a case. */
export async function createCase(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: RouteRequest<typeof contract>['body'];
}): Promise<LegalCase> {
  const { ctx, input } = call;
  const now = ctx.clock();
  const row: CaseRow = {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    clientName: input.clientName,
    clientEmail: input.clientEmail ?? null,
    clientPhone: input.clientPhone ?? null,
    title: input.title ?? null,
    matterNumber: input.matterNumber ?? null,
    practiceArea: input.practiceArea ?? null,
    jurisdiction: input.jurisdiction ?? null,
    status: 'OPEN',
    legalHold: false,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await withTenant(ctx, async (tx) => {
    await tx.insert(cases).values(row);
    await recordAudit(ctx, tx, { action: 'case.created', resource: { type: 'case', id: row.id } });
  });
  return presentCase({ row, documentCount: 0 });
}
