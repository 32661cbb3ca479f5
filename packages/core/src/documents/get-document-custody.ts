import type { AuditEntry, NamedActor } from '@elenchus/contracts/audit/models';
import type { Transaction } from '@elenchus/db/database';
import { auditLog } from '@elenchus/db/schema/audit';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, count, eq, gt, type SQL, sql } from 'drizzle-orm';
import { nameActors } from '../audit/name-actors.ts';
import { presentAuditEntry } from '../audit/present-audit-entry.ts';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';
import { decodeCursor, numberPosition, toPage } from '../platform/paging.ts';

export interface DocumentCustody {
  readonly documentId: string;
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly data: AuditEntry[];
  readonly nextCursor: string | null;
  readonly actors: NamedActor[];
}

/**
 * A page of what was done with a document, oldest first, from the audit log; also when it has been deleted. Throws
 * `not_found` when there never was one, and `invalid_cursor`.
 */
export async function getDocumentCustody(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: {
    readonly documentId: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
  };
}): Promise<DocumentCustody> {
  const { ctx } = call;
  const { documentId, limit, cursor } = call.input;
  const after = decodeCursor(cursor, numberPosition);
  const { organizationId, resourceId, sequence, entry, hash } = auditLog;
  const isOfDocument = and(
    eq(organizationId, ctx.organizationId),
    eq(resourceId, documentId),
    // What was done with users, keys and the organization, whose ids are known too, only admins may read.
    sql`${entry}::jsonb -> 'resource' ->> 'type' = 'document'`,
  );
  return withTenant(ctx, async (tx) => {
    const file = await findFile(tx, documentId, isOfDocument);
    if (file === undefined) throw new NotFoundError('document', documentId);
    const rows = await tx
      .select({ sequence, entry, hash })
      .from(auditLog)
      .where(and(isOfDocument, after === undefined ? undefined : gt(sequence, after)))
      .orderBy(asc(sequence))
      .limit(limit + 1);
    const page = toPage(rows, limit, (row) => row.sequence, presentAuditEntry);
    return { documentId, ...file, ...page, actors: await nameActors(tx, page.data) };
  });
}

/** What the document is or was called, and the hash of the file that arrived; undefined when nothing tells of it. */
async function findFile(tx: Transaction, documentId: string, isOfDocument: SQL | undefined) {
  const { fileName, sha256 } = documents;
  const [document] = await tx
    .select({ fileName, sha256 })
    .from(documents)
    .where(eq(documents.id, documentId));
  if (document?.sha256) return document;
  const newest = (name: string) => sql<
    string | null
  >`(array_agg(${auditLog.entry}::jsonb -> 'details' ->> ${name}
    order by ${auditLog.sequence} desc) filter (where ${auditLog.entry}::jsonb -> 'details' ->> ${name} is not null
    -- An announcement says only what is going to come.
    and (${name} <> 'sha256' or ${auditLog.action} <> 'document.announced')))[1]`;
  const [told] = await tx
    .select({ entries: count(), fileName: newest('fileName'), sha256: newest('sha256') })
    .from(auditLog)
    .where(isOfDocument);
  if (document === undefined && !told?.entries) return undefined;
  return { fileName: document?.fileName ?? told?.fileName ?? null, sha256: told?.sha256 ?? null };
}
