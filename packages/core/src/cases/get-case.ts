import type { LegalCase } from '@elenchus/contracts/cases/models';
import { cases } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { presentCase } from './present-case.ts';
import { selectCases } from './select-cases.ts';

/** Reads a case. Throws `not_found`. */
export async function getCase(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly caseId: string };
}): Promise<LegalCase> {
  const { caseId } = call.input;
  const [found] = await withTenant(call.ctx, (tx) => selectCases(tx).where(eq(cases.id, caseId)));
  if (!found) throw new NotFoundError('case', caseId);
  return presentCase(found);
}
