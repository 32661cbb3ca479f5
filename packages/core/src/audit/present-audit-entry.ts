import type { AuditEntry } from '@elenchus/contracts/audit/models';
import type { AuditEntryText } from './record-audit.ts';

/** An entry as clients see it: what its JSON text says, and where it stands in the chain. */
export function presentAuditEntry(row: {
  readonly sequence: number;
  readonly entry: string;
  readonly hash: string;
}): AuditEntry {
  const { organizationId: _, ...entry }: AuditEntryText = JSON.parse(row.entry);
  return { ...entry, sequence: row.sequence, hash: row.hash };
}
