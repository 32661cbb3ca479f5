import type { LegalCase } from '@elenchus/contracts/cases/models';
import type { listCases as contract } from '@elenchus/contracts/cases/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { cases } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { presentCase } from './present-case.ts';
import { selectCases } from './select-cases.ts';

/** A page of cases, newest first. Throws `invalid_cursor`. */
export async function listCases(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: LegalCase[]; nextCursor: string | null }> {
  const { limit, cursor, status, practiceArea } = call.input;
  const before = decodeCursor(cursor, idPosition);
  const rows = await withTenant(call.ctx, (tx) =>
    selectCases(tx)
      .where(
        and(
          before ? lt(cases.id, before) : undefined,
          status ? eq(cases.status, status) : undefined,
          practiceArea ? eq(cases.practiceArea, practiceArea) : undefined,
        ),
      )
      .orderBy(desc(cases.id))
      .limit(limit + 1),
  );
  return toPage(rows, limit, (found) => found.row.id, presentCase);
}
