import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';
import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import { type DocumentRow, documentEvents, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, isNull } from 'drizzle-orm';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { TenantContext } from '../platform/context.ts';
import { processedRecord } from './processed-record.ts';

/** What a stage found: changes to be written together with its end, or that the file can never be read. */
export type StageOutcome = (
  | {
      readonly outcome: 'continue';
      readonly detail: string;
      readonly changes: (tx: Transaction, document: DocumentRow) => Promise<Partial<DocumentRow>>;
    }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly message: string }
) & {
  /** For the audit log, once in an attempt. */
  readonly records?: readonly AuditRecord[];
};

export interface Stage {
  readonly name: string;
  /** Tells runs of one stage that may go on side by side, such as batches, from each other. */
  readonly part?: string;
  readonly work: (document: DocumentRow) => Promise<StageOutcome>;
}

/**
 * Runs one stage of an attempt so that it can be killed at any await and run again: its beginning and its
 * end are events of the document, its changes are written in one transaction with its end, with which the audit log
 * hears of the end of an attempt too, and nothing is written once the document is deleted, terminal or taken over by a later attempt.
 */
export async function runStage(
  ctx: TenantContext<'db'>,
  input: IngestionInput,
  stage: Stage,
): Promise<StepResult> {
  const eventId = ctx.newId();
  const startedAt = ctx.clock();
  const document = await withTenant(ctx, (tx) => beginStage(tx, input, stage, eventId, startedAt));
  if (!document) return { outcome: 'ended' };
  const ended = () => ({ durationMs: Math.round(ctx.clock().getTime() - startedAt.getTime()) });
  try {
    const found = await stage.work(document);
    return await withTenant(ctx, async (tx) => {
      const current = await lockCurrent(tx, input);
      const isFirst = current && found.records && !(await hasCompleted(tx, input, stage));
      const changed = current && (await applyOutcome(tx, current, found, ctx.clock()));
      const event = changed ? eventOf(found) : { status: 'interrupted' as const };
      await tx
        .update(documentEvents)
        .set({ ...event, ...ended() })
        .where(eq(documentEvents.id, eventId));
      const ends = changed && isEnded(changed) ? [processedRecord(changed)] : [];
      await recordAudit(ctx, tx, ...(isFirst ? (found.records ?? []) : []), ...ends);
      return { outcome: current && found.outcome === 'continue' ? 'continue' : 'ended' };
    });
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'unknown fault';
    await withTenant(ctx, (tx) =>
      tx
        .update(documentEvents)
        .set({ status: 'failed', detail, ...ended() })
        .where(eq(documentEvents.id, eventId)),
    );
    throw error;
  }
}

/** The document, locked, if this attempt is still the one to work on it. */
async function lockCurrent(tx: Transaction, input: IngestionInput): Promise<DocumentRow | undefined> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, input.documentId)).for('update');
  const isCurrent =
    row?.attempt === input.attempt && (row.status === 'pending' || row.status === 'processing');
  return isCurrent ? row : undefined;
}

async function beginStage(
  tx: Transaction,
  input: IngestionInput,
  stage: Stage,
  eventId: string,
  startedAt: Date,
): Promise<DocumentRow | undefined> {
  const row = await lockCurrent(tx, input);
  if (!row) return undefined;
  const part = stage.part ?? null;
  const { documentId, organizationId, attempt } = input;
  await tx
    .update(documentEvents)
    .set({ status: 'interrupted' })
    .where(
      and(
        eq(documentEvents.documentId, documentId),
        eq(documentEvents.attempt, attempt),
        eq(documentEvents.stage, stage.name),
        eq(documentEvents.status, 'running'),
        part === null ? isNull(documentEvents.detail) : eq(documentEvents.detail, part),
      ),
    );
  await tx.insert(documentEvents).values({
    id: eventId,
    organizationId,
    documentId,
    attempt,
    stage: stage.name,
    status: 'running',
    startedAt,
    detail: part,
  });
  await tx
    .update(documents)
    .set({ status: 'processing', updatedAt: startedAt })
    .where(eq(documents.id, documentId));
  return row;
}

/** Whether an earlier run of the stage, whose answer was lost, has written its changes. */
async function hasCompleted(tx: Transaction, input: IngestionInput, stage: Stage): Promise<boolean> {
  const completed = await tx.$count(
    documentEvents,
    and(
      eq(documentEvents.documentId, input.documentId),
      eq(documentEvents.attempt, input.attempt),
      eq(documentEvents.stage, stage.name),
      eq(documentEvents.status, 'completed'),
    ),
  );
  return completed > 0;
}

function isEnded({ status }: DocumentRow): boolean {
  return status === 'completed' || status === 'rejected';
}

async function applyOutcome(
  tx: Transaction,
  document: DocumentRow,
  found: StageOutcome,
  now: Date,
): Promise<DocumentRow> {
  const changes: Partial<DocumentRow> =
    found.outcome === 'continue'
      ? await found.changes(tx, document)
      : { status: 'rejected', progress: 1, failureCode: found.code, failureMessage: found.message };
  await tx
    .update(documents)
    .set({ ...changes, version: document.version + 1, updatedAt: now })
    .where(eq(documents.id, document.id));
  return { ...document, ...changes };
}

function eventOf(found: StageOutcome) {
  return found.outcome === 'continue'
    ? { status: 'completed' as const, detail: found.detail }
    : { status: 'rejected' as const, detail: `${found.code}: ${found.message}` };
}
