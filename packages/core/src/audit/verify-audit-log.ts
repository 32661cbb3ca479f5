import type { AuditVerification } from '@elenchus/contracts/audit/models';
import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { recordAudit } from './record-audit.ts';
import { verifyChain } from './verify-chain.ts';

/** Checks the whole audit log of the organization, and then notes in it that this was done. */
export async function verifyAuditLog(call: {
  readonly ctx: CallerContext<'db' | 'objects'>;
}): Promise<AuditVerification> {
  const { ctx } = call;
  const { entries, firstInvalid } = await verifyChain(ctx);
  const valid = firstInvalid === undefined;
  const details = { valid, entries, ...(firstInvalid && { firstInvalidSequence: firstInvalid.sequence }) };
  await withTenant(ctx, (tx) => recordAudit(ctx, tx, { action: 'audit_log.verified', details }));
  return { valid, entries, ...(firstInvalid && { firstInvalid }) };
}
